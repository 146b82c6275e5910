import { Component, input, output } from '@angular/core';
import { Banner } from '../../../../shared/components/banner/banner';

/** Two versions of the same: somebody chooses which one goes on. */
@Component({
  selector: 'app-version-choice',
  imports: [Banner],
  template: `
    <app-banner kind="warn" [heading]="heading()">
      <p>{{ text() }}</p>
      <p class="buttons">
        <button type="button" class="btn primary" [disabled]="busy()" (click)="first.emit()">{{ firstLabel() }}</button>
        <button type="button" class="btn" [disabled]="busy()" (click)="second.emit()">{{ secondLabel() }}</button>
      </p>
      @if (note()) {
        <p>{{ note() }}</p>
      }
    </app-banner>
  `,
  styles: `
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
      margin-block: var(--space-2);
    }
  `,
})
export class VersionChoice {
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
  readonly firstLabel = input.required<string>();
  readonly secondLabel = input.required<string>();
  readonly note = input('');
  readonly busy = input(false);
  readonly first = output();
  readonly second = output();
}
