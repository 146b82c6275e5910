import { Component, computed, input } from '@angular/core';
import { Icon } from '../icon/icon';

/**
 * A labelled control. The control itself is projected and carries `id`, `class="input"` and
 * `aria-describedby="<id>-note"`: the note holds the error, else the hint. `error` is empty or null where there is none.
 */
@Component({
  selector: 'app-field',
  imports: [Icon],
  template: `
    <label [for]="for()">{{ label() }}</label>
    <ng-content />
    <p [id]="noteId()" [class.error]="error()" aria-live="polite">
      @if (error(); as error) {
        <app-icon name="error" />
        {{ error }}
      } @else {
        {{ hint() }}
      }
    </p>
  `,
  styles: `
    :host {
      display: grid;
      gap: 6px;
    }
    label {
      font-size: var(--text-sm);
      font-weight: var(--weight-semi);
    }
    p {
      display: flex;
      align-items: center;
      gap: 6px;
      color: var(--ink-2);
      font-size: var(--text-xs);
    }
    p:empty {
      display: none;
    }
    .error {
      color: var(--danger);
    }
  `,
})
export class Field {
  /** The id of the projected control. */
  readonly for = input.required<string>();
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly error = input<string | null>('');
  protected readonly noteId = computed(() => `${this.for()}-note`);
}
