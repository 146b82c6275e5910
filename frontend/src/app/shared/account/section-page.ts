import { Component, input } from '@angular/core';

/** A page of the account: heading, a sentence about it, then panels under each other. */
@Component({
  selector: 'app-section-page',
  template: `
    <header>
      <h1 tabindex="-1">{{ heading() }}</h1>
      <p>{{ lead() }}</p>
    </header>
    <ng-content />
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
      min-inline-size: 0;
    }
    p {
      max-inline-size: 68ch;
      margin-block-start: var(--space-1);
      color: var(--ink-2);
    }
  `,
})
export class SectionPage {
  readonly heading = input.required<string>();
  readonly lead = input.required<string>();
}
