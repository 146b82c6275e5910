import { Component, input } from '@angular/core';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icons';

/** A page that only has something to say: what happened, and (projected) the ways on. `code` may stay empty. */
@Component({
  selector: 'app-message-page',
  imports: [Icon],
  template: `
    <div class="mark"><app-icon [name]="icon()" /></div>
    @if (code()) {
      <p class="code num">{{ code() }}</p>
    }
    <h1 tabindex="-1">{{ heading() }}</h1>
    <p class="text">{{ text() }}</p>
    <div class="ways"><ng-content /></div>
  `,
  styles: `
    :host {
      display: grid;
      align-content: center;
      justify-items: center;
      gap: var(--space-3);
      min-block-size: 60dvh;
      padding: var(--space-10) var(--space-6);
      text-align: center;
    }
    .mark {
      display: grid;
      place-items: center;
      inline-size: 72px;
      block-size: 72px;
      border-radius: 50%;
      background: var(--accent-tint);
      color: var(--accent);
      font-size: 1.625rem;
    }
    .code {
      color: var(--ink-3);
      font-size: var(--text-sm);
      font-weight: var(--weight-semi);
    }
    .text {
      max-inline-size: 52ch;
      color: var(--ink-2);
    }
    .ways {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: var(--space-2);
      margin-block-start: var(--space-3);
    }
  `,
})
export class MessagePage {
  readonly icon = input.required<IconName>();
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
  readonly code = input('');
}
