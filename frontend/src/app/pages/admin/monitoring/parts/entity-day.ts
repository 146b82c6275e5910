import { Component, computed, input, output } from '@angular/core';
import type { EntitySummary } from '@classy-book/contracts/attempts';
import { TranslocoPipe } from '@jsverse/transloco';
import { Skeleton } from '../../../../shared/components/skeleton/skeleton';
import { Sparkline } from '../../../../shared/components/sparkline/sparkline';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

const NAMED = 5;

/** A day of the address or the account: still loading, not to be had, or there. */
export interface Day {
  readonly loading: boolean;
  readonly summary: EntitySummary | null;
}

/** The last day of an address or an account: a small chart, and whom it met most often. */
@Component({
  selector: 'app-entity-day',
  imports: [CountPipe, PluralPipe, Skeleton, Sparkline, TranslocoPipe],
  template: `
    <h3>{{ heading() }}</h3>
    @if (day().summary; as summary) {
      <app-sparkline
        [values]="summary.series"
        [tone]="summary.failed + summary.blocked > 0 ? 'danger' : 'ok'"
        [label]="heading() + ': ' + (summary.total | plural: 'monitoring.attempts')"
      />
      @if (top().length > 0) {
        <h3>{{ topHeading() }}</h3>
        <ul>
          @for (entry of top(); track entry.value) {
            <li>
              <button type="button" [class.mono]="mono()" [title]="entry.value" (click)="wanted.emit(entry.value)">
                <bdi>{{ entry.value }}</bdi>
              </button>
              <em>{{ entry.count | count }}</em>
            </li>
          }
        </ul>
        @if (others() > 0) {
          <p>{{ others() | plural: 'desk.others' }}</p>
        }
      }
    } @else if (day().loading) {
      <app-skeleton height="44px" />
      <app-skeleton height="24px" />
    } @else {
      <p>{{ 'monitoring.drawer.noDay' | transloco }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
      min-inline-size: 0;
      margin-block-start: 6px;
    }
    li {
      display: flex;
      align-items: baseline;
      gap: var(--space-3);
      padding: 5px 0;
      border-block-end: 1px solid var(--line);
      font-size: var(--text-sm);
    }
    button {
      min-inline-size: 0;
      padding: 0;
      overflow: hidden;
      border: 0;
      background: none;
      text-align: start;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    button:hover {
      color: var(--accent);
      text-decoration: underline;
    }
    button.mono {
      font-size: 12px;
    }
    em {
      margin-inline-start: auto;
      color: var(--ink-2);
      font-style: normal;
      font-variant-numeric: tabular-nums;
    }
    p {
      color: var(--ink-3);
      font-size: var(--text-xs);
    }
  `,
})
export class EntityDay {
  readonly heading = input.required<string>();
  readonly topHeading = input.required<string>();
  readonly mono = input(false);
  readonly day = input.required<Day>();
  readonly wanted = output<string>();
  protected readonly top = computed(() => this.day().summary?.top.slice(0, NAMED) ?? []);
  protected readonly others = computed(() => Math.max(0, (this.day().summary?.distinct ?? 0) - this.top().length));
}
