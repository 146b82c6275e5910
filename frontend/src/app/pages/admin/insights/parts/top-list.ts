import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import type { TopRow } from '../insights-view';

/** A row with what is shown for it and where it leads: the query of the monitoring page; null leads nowhere. */
export interface LinkedRow extends TopRow {
  readonly label: string;
  readonly mono: boolean;
  readonly query: Readonly<Record<string, string>> | null;
}

/** Who or what had the most attempts, each with a bar that is stacked by outcome. Texts: scopes `desk` and `insights`. */
@Component({
  selector: 'app-top-list',
  imports: [CountPipe, RouterLink, TranslocoPipe],
  template: `
    <h2>{{ heading() }}</h2>
    @if (rows().length === 0) {
      <p class="none">{{ 'insights.nothing' | transloco }}</p>
    } @else {
      <ol>
        @for (row of rows(); track row.value) {
          <li>
            @if (row.query; as query) {
              <a routerLink="/admin/monitoring" [queryParams]="query" [class.mono]="row.mono" [title]="row.label"
                ><bdi>{{ row.label }}</bdi></a
              >
            } @else {
              <span [class.mono]="row.mono" [title]="row.label"
                ><bdi>{{ row.label }}</bdi></span
              >
            }
            <span class="num">{{ row.total | count }}</span>
            <span class="bar" [style.inline-size.%]="row.fill * 100" aria-hidden="true">
              <i class="ok" [style.flex-grow]="row.succeeded"></i>
              <i class="danger" [style.flex-grow]="row.failed"></i>
              <i class="info" [style.flex-grow]="row.blocked"></i>
            </span>
            <span class="visually-hidden">{{
              'insights.outcomes'
                | transloco
                  : {
                      succeeded: (row.succeeded | count),
                      failed: (row.failed | count),
                      blocked: (row.blocked | count),
                    }
            }}</span>
          </li>
        }
      </ol>
    }
  `,
  host: { class: 'card' },
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
      padding: 16px 18px;
    }
    h2 {
      margin-block-end: var(--space-3);
      font-size: var(--text-md);
    }
    ol {
      display: grid;
      gap: 10px;
    }
    li {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 4px var(--space-3);
      font-size: var(--text-sm);
    }
    a,
    li > span:first-child {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .num {
      color: var(--ink-2);
      font-variant-numeric: tabular-nums;
    }
    .bar {
      display: flex;
      grid-column: 1 / -1;
      min-inline-size: 4px;
      block-size: 6px;
      border-radius: var(--radius-pill);
      overflow: hidden;
    }
    i {
      flex: 0 1 0;
    }
    .ok {
      background: var(--ok);
    }
    .danger {
      background: var(--danger);
    }
    .info {
      background: var(--info);
    }
    .none {
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
  `,
})
export class TopList {
  readonly heading = input.required<string>();
  readonly rows = input.required<readonly LinkedRow[]>();
}
