import { Component, input } from '@angular/core';

/**
 * A grey shape where something is being loaded; the size is given in CSS lengths. It says nothing to a screen reader:
 * mark the region that loads with `aria-busy`.
 */
@Component({
  selector: 'app-skeleton',
  template: '',
  host: { 'aria-hidden': 'true', '[style.inline-size]': 'width()', '[style.block-size]': 'height()' },
  styles: `
    :host {
      display: block;
      max-inline-size: 100%;
      border-radius: var(--radius-xs);
      background: var(--surface-3);
      animation: breathe 1.4s ease-in-out infinite alternate;
    }
    @keyframes breathe {
      to {
        opacity: 0.45;
      }
    }
  `,
})
export class Skeleton {
  readonly width = input('100%');
  readonly height = input('1em');
}
