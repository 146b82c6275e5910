import { Component, input } from '@angular/core';
import { RouterLink, type Params } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

export interface LinkTab {
  /** Unique in its row. */
  readonly id: string;
  /** Translation key. */
  readonly label: string;
  /** Where it leads: a path, or another view of the page that is open (`[]` with a query). */
  readonly link: string | readonly string[];
  readonly query?: Params;
}

/** The parts of a page, or pages that belong together, as a row of links: each has an address of its own. */
@Component({
  selector: 'app-link-tabs',
  imports: [RouterLink, TranslocoPipe],
  template: `
    <nav [attr.aria-label]="label()">
      @for (tab of tabs(); track tab.id) {
        <a
          [routerLink]="tab.link"
          [queryParams]="tab.query ?? null"
          [attr.aria-current]="tab.id === current() ? 'page' : null"
          >{{ tab.label | transloco }}</a
        >
      }
    </nav>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    nav {
      display: flex;
      gap: var(--space-5);
      overflow-x: auto;
      border-block-end: 1px solid var(--line);
      scrollbar-width: none;
    }
    a {
      flex: none;
      padding: 8px 2px 10px;
      border-block-end: 2px solid transparent;
      color: var(--ink-2);
      font-size: var(--text-sm);
      font-weight: var(--weight-medium);
      text-decoration: none;
    }
    a:hover {
      color: var(--ink);
    }
    a:focus-visible {
      outline-offset: -2px;
    }
    @media (max-width: 479.98px) {
      nav {
        gap: var(--space-4);
      }
    }
    a[aria-current] {
      border-block-end-color: var(--accent);
      color: var(--accent);
      font-weight: var(--weight-semi);
    }
  `,
})
export class LinkTabs {
  readonly label = input.required<string>();
  readonly tabs = input.required<readonly LinkTab[]>();
  /** The id of the tab that is open. */
  readonly current = input.required<string>();
}
