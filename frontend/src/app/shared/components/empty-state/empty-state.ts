import { Component, input } from '@angular/core';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icons';

/** What stands where a list has nothing to show: why, and (projected) what can be done about it. */
@Component({
  selector: 'app-empty-state',
  imports: [Icon],
  template: `
    <app-icon [name]="icon()" />
    <p class="heading">{{ heading() }}</p>
    @if (text()) {
      <p>{{ text() }}</p>
    }
    <ng-content />
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      gap: var(--space-2);
      padding: var(--space-10) var(--space-6);
      color: var(--ink-2);
      text-align: center;
    }
    app-icon {
      margin-block-end: var(--space-1);
      color: var(--ink-3);
      font-size: 2rem;
    }
    p {
      max-inline-size: 46ch;
    }
    .heading {
      color: var(--ink);
      font-weight: var(--weight-semi);
    }
  `,
})
export class EmptyState {
  readonly icon = input.required<IconName>();
  readonly heading = input.required<string>();
  readonly text = input('');
}
