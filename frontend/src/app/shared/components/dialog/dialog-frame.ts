import { Component, input, output } from '@angular/core';
import { Icon } from '../icon/icon';

/**
 * The look of a dialog: a heading that names it, an optional close button, the content, and the buttons, which carry
 * the attribute `actions`. `closeLabel` null leaves the close button out, for a dialog that must be answered.
 */
@Component({
  selector: 'app-dialog-frame',
  imports: [Icon],
  template: `
    <header>
      <h2 id="dialog-title">{{ heading() }}</h2>
      @if (closeLabel(); as label) {
        <button type="button" class="icon-btn bare" [attr.aria-label]="label" (click)="dismissed.emit()">
          <app-icon name="close" />
        </button>
      }
    </header>
    <div class="body"><ng-content /></div>
    <footer><ng-content select="[actions]" /></footer>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr) auto;
      max-block-size: calc(100dvh - 24px);
      overflow: hidden;
      border: 1px solid var(--line);
      border-radius: var(--radius-lg);
      background: var(--surface);
      box-shadow: var(--shadow-2);
    }
    header {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      padding: var(--space-5) var(--space-5) 0 var(--space-6);
    }
    h2 {
      flex: 1;
      font-size: 1.125rem;
      line-height: 1.3;
      font-weight: var(--weight-bold);
    }
    .body {
      overflow: auto;
      padding: var(--space-3) var(--space-6) var(--space-5);
      color: var(--ink-2);
    }
    footer {
      display: flex;
      flex-wrap: wrap;
      justify-content: end;
      gap: var(--space-2);
      padding: 0 var(--space-6) var(--space-5);
    }
    footer:empty {
      display: none;
    }
  `,
})
export class DialogFrame {
  readonly heading = input.required<string>();
  readonly closeLabel = input<string | null>(null);
  readonly dismissed = output();
}
