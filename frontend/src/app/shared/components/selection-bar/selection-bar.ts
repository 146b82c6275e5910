import { Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { PluralPipe } from '../../texts/plural-pipe';
import type { Choice } from '../filter-chip/choice-list';

/**
 * How many rows of a list are chosen, and what can be done to all of them. It stays at the top of the page while one
 * scrolls. Its texts stand under the translation key `texts`: `all`, `chosen` (by the count) and `clear`.
 */
@Component({
  selector: 'app-selection-bar',
  imports: [PluralPipe, TranslocoPipe],
  template: `
    <label>
      <input
        type="checkbox"
        [checked]="all()"
        [indeterminate]="count() > 0 && !all()"
        [disabled]="!choosable()"
        (change)="allToggled.emit()"
      />
      @if (count() === 0) {
        {{ texts() + '.all' | transloco }}
      } @else {
        <span aria-live="polite">{{ count() | plural: texts() + '.chosen' }}</span>
      }
    </label>
    @if (count() > 0) {
      <div>
        @for (action of actions(); track action.value) {
          <button type="button" class="btn" [disabled]="busy()" (click)="asked.emit(action.value)">
            {{ action.label | transloco }}
          </button>
        }
        <button type="button" class="btn quiet" (click)="cleared.emit()">{{ texts() + '.clear' | transloco }}</button>
      </div>
      @if (note(); as note) {
        <p>{{ note }}</p>
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
export class SelectionBar<Action extends string> {
  readonly texts = input.required<string>();
  readonly count = input.required<number>();
  /** Whether all are chosen that can be. */
  readonly all = input.required<boolean>();
  /** Whether there is a row that can be chosen. */
  readonly choosable = input.required<boolean>();
  readonly busy = input.required<boolean>();
  readonly actions = input.required<readonly Choice<Action>[]>();
  /** What else is to be known of this choice. */
  readonly note = input<string | null>(null);
  readonly allToggled = output();
  readonly asked = output<Action>();
  readonly cleared = output();
}
