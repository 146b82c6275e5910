import { Component, input, output } from '@angular/core';
import type { GradingRow } from '@classy-book/contracts/gradebook';
import { TranslocoPipe } from '@jsverse/transloco';
import { CountPipe, FullTimePipe } from '../../../../shared/texts/format-pipes';

/** What waits, oldest first. */
@Component({
  selector: 'app-grading-list',
  imports: [CountPipe, FullTimePipe, TranslocoPipe],
  template: `
    <ul [attr.aria-label]="'grades.grading.list' | transloco">
      @for (row of rows(); track row.id) {
        <li>
          <button
            type="button"
            [attr.aria-current]="row.id === selected() ? 'true' : null"
            [attr.data-work]="row.id"
            (click)="chosen.emit(row)"
          >
            <bdi class="name">{{ row.name || row.email }}</bdi>
            <span class="item"
              >{{ 'grades.grading.kinds.' + row.kind | transloco }} · <bdi>{{ row.title }}</bdi></span
            >
            <span class="facts">
              {{ row.submittedAt | fullTime }}
              @if (row.number > 1) {
                · {{ 'grades.grading.attempt' | transloco: { number: (row.number | count) } }}
              }
            </span>
          </button>
        </li>
      }
    </ul>
    @if (more()) {
      <button type="button" class="btn wide" [attr.aria-disabled]="loading()" (click)="moreAsked.emit()">
        {{ 'grades.grading.more' | transloco }}
      </button>
    }
  `,
  styles: `
    :host {
      display: grid;
      align-content: start;
      gap: var(--space-2);
    }
    ul {
      display: grid;
      gap: var(--space-1);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li button {
      display: grid;
      gap: 2px;
      inline-size: 100%;
      padding: var(--space-3);
      border: 1px solid var(--line);
      border-radius: var(--radius-sm);
      background: var(--surface);
      color: var(--ink);
      font: inherit;
      text-align: start;
    }
    li button:hover {
      background: var(--surface-2);
    }
    li button[aria-current] {
      border-color: var(--accent);
      background: var(--accent-tint);
    }
    .name {
      font-weight: var(--weight-semi);
    }
    .item {
      overflow-wrap: anywhere;
      font-size: var(--text-sm);
    }
    .facts {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
  `,
})
export class GradingList {
  readonly rows = input.required<readonly GradingRow[]>();
  readonly selected = input.required<string | null>();
  readonly more = input(false);
  readonly loading = input(false);
  readonly chosen = output<GradingRow>();
  readonly moreAsked = output();
}
