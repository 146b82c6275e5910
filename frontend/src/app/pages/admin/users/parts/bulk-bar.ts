import { Component, input, output } from '@angular/core';
import { MAX_BULK } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import type { BulkAction, BulkAllowed } from '../bulk-store';

const actions: readonly BulkAction[] = ['lock', 'unlock', 'end_sessions', 'change_role'];

/** Who is chosen, and what can be done to all of them. It stays at the top of the page while one scrolls. */
@Component({
  selector: 'app-bulk-bar',
  imports: [PluralPipe, TranslocoPipe],
  template: `
    <label>
      <input
        type="checkbox"
        [checked]="all()"
        [indeterminate]="count() > 0 && !all()"
        [disabled]="shown() === 0"
        (change)="allToggled.emit()"
      />
      @if (count() === 0) {
        {{ 'users.bulk.all' | transloco }}
      } @else {
        <span aria-live="polite">{{ count() | plural: 'users.bulk.chosen' }}</span>
      }
    </label>
    @if (count() > 0) {
      <div>
        @for (action of actions; track action) {
          @if (allowed()[action]) {
            <button type="button" class="btn" [disabled]="busy()" (click)="asked.emit(action)">
              {{ 'users.bulk.' + action + '.button' | transloco }}
            </button>
          }
        }
        <button type="button" class="btn quiet" (click)="cleared.emit()">{{ 'users.bulk.clear' | transloco }}</button>
      </div>
      @if (full()) {
        <p>{{ 'users.bulk.most' | transloco: { count: most } }}</p>
      }
    }
  `,
  host: { role: 'group' },
  styles: `
    :host {
      position: sticky;
      inset-block-start: var(--top-size);
      z-index: 3;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2) var(--space-4);
      min-block-size: 48px;
      padding: 6px 10px;
      border-block-end: 1px solid var(--line);
      border-start-start-radius: var(--radius-md);
      border-start-end-radius: var(--radius-md);
      background: var(--surface);
      font-size: var(--text-sm);
    }
    label {
      display: flex;
      align-items: center;
      gap: 10px;
      min-block-size: 32px;
      font-weight: var(--weight-medium);
    }
    div {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
    }
    .btn {
      min-block-size: 32px;
      padding: 4px 12px;
    }
    p {
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
  `,
})
export class BulkBar {
  readonly count = input.required<number>();
  readonly shown = input.required<number>();
  readonly all = input.required<boolean>();
  readonly full = input.required<boolean>();
  readonly busy = input.required<boolean>();
  readonly allowed = input.required<BulkAllowed>();
  readonly allToggled = output();
  readonly asked = output<BulkAction>();
  readonly cleared = output();
  protected readonly actions = actions;
  protected readonly most = MAX_BULK;
}
