import { Component, DOCUMENT, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** The first stop of the Tab key: past the navigation, to the content. */
@Component({
  selector: 'app-skip-link',
  imports: [TranslocoPipe],
  template: `<a href="#main" (click)="skip($event)">{{ 'shell.skip' | transloco }}</a>`,
  styles: `
    /* No box of its own: it would take a cell of the grid around it. */
    :host {
      display: contents;
    }
    a {
      position: fixed;
      inset-block-start: var(--space-2);
      inset-inline-start: var(--space-2);
      z-index: 100;
      padding: 10px 16px;
      border-radius: var(--radius-sm);
      background: var(--accent);
      color: var(--on-accent);
      font-weight: var(--weight-semi);
      translate: 0 -200%;
    }
    a:focus {
      translate: 0 0;
      outline-color: var(--on-accent);
      outline-offset: -4px;
    }
  `,
})
export class SkipLink {
  private readonly document = inject(DOCUMENT);

  /** Moves the focus itself: following `#main` would put it into the address. */
  protected skip(event: Event): void {
    event.preventDefault();
    const main = this.document.getElementById('main');
    main?.focus();
    main?.scrollIntoView();
  }
}
