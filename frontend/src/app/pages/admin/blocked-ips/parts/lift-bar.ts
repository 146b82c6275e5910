import { Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';

/** How many blocks are chosen, and the way to lift them together. It stays at the top while one scrolls. */
@Component({
  selector: 'app-lift-bar',
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
        {{ 'blocked.lift.all' | transloco }}
      } @else {
        <span aria-live="polite">{{ count() | plural: 'blocked.lift.chosen' }}</span>
      }
    </label>
    @if (count() > 0) {
      <button type="button" class="btn" [disabled]="busy()" (click)="lifted.emit()">
        {{ 'blocked.lift.submit' | transloco }}
      </button>
      <button type="button" class="btn quiet" (click)="cleared.emit()">{{ 'blocked.lift.clear' | transloco }}</button>
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
      gap: var(--space-2) var(--space-3);
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
    .btn {
      min-block-size: 32px;
      padding: 4px 12px;
    }
  `,
})
export class LiftBar {
  readonly count = input.required<number>();
  readonly all = input.required<boolean>();
  readonly choosable = input.required<boolean>();
  readonly busy = input.required<boolean>();
  readonly allToggled = output();
  readonly lifted = output();
  readonly cleared = output();
}
