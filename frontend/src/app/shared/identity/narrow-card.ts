import { Component, input } from '@angular/core';

/** A page that is one card in the middle: a heading, a line under it, and (projected) what is to be done. */
@Component({
  selector: 'app-narrow-card',
  template: `
    <div class="card">
      <h1 tabindex="-1">{{ heading() }}</h1>
      @if (sub()) {
        <p class="sub">{{ sub() }}</p>
      }
      <div class="body"><ng-content /></div>
    </div>
  `,
  host: { '[class.wide]': 'wide()' },
  styles: `
    :host {
      --card: 420px;
      display: grid;
      place-items: start center;
      padding: clamp(var(--space-4), 8vh, var(--space-24)) var(--space-4) var(--space-12);
    }
    :host(.wide) {
      --card: 560px;
    }
    .card {
      inline-size: min(var(--card), 100%);
      padding: clamp(var(--space-5), 4vw, var(--space-8));
      border-radius: var(--radius-lg);
    }
    .sub {
      margin-block-start: var(--space-2);
      color: var(--ink-2);
    }
    .body {
      display: grid;
      gap: var(--space-5);
      margin-block-start: var(--space-6);
    }
  `,
})
export class NarrowCard {
  readonly heading = input.required<string>();
  readonly sub = input('');
  readonly wide = input(false);
}
