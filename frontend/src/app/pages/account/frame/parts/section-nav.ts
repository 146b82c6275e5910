import { Component, input } from '@angular/core';
import { RouterLink, RouterLinkActive, type IsActiveMatchOptions } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { AccountSection } from '../../../../shared/account/section-links';
import { Icon } from '../../../../shared/components/icon/icon';

/** The first page's path begins the others'; what follows the path does not matter. */
const exactly: IsActiveMatchOptions = {
  paths: 'exact',
  queryParams: 'ignored',
  matrixParams: 'ignored',
  fragment: 'ignored',
};

/** The way between the pages of the account: a list at the side, a row of tabs that can be pushed where it is narrow. */
@Component({
  selector: 'app-section-nav',
  imports: [Icon, RouterLink, RouterLinkActive, TranslocoPipe],
  template: `
    <nav [attr.aria-label]="label()">
      <ul>
        @for (section of sections(); track section.path) {
          <li>
            <a
              #link
              [routerLink]="section.path"
              routerLinkActive="active"
              ariaCurrentWhenActive="page"
              [routerLinkActiveOptions]="exactly"
              (isActiveChange)="show(link, $event)"
            >
              <app-icon [name]="section.icon" />{{ section.title | transloco }}
            </a>
          </li>
        }
      </ul>
    </nav>
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    ul {
      display: grid;
      gap: 2px;
    }
    a {
      display: flex;
      align-items: center;
      gap: 10px;
      min-block-size: 38px;
      padding: 8px 10px;
      border-radius: var(--radius-sm);
      color: var(--ink-2);
      font-size: var(--text-sm);
      font-weight: var(--weight-medium);
      text-decoration: none;
      white-space: nowrap;
      transition: background var(--motion-fast);
    }
    app-icon {
      font-size: 1.125rem;
    }
    a:hover {
      background: var(--surface-2);
      color: var(--ink);
    }
    .active {
      background: var(--accent-tint);
      color: var(--accent-strong);
      font-weight: var(--weight-semi);
    }
    a:focus-visible {
      outline-offset: -2px;
    }
    @media (max-width: 899.98px) {
      nav {
        margin-inline: calc(-1 * var(--space-4));
        border-block-end: 1px solid var(--line);
      }
      ul {
        display: flex;
        overflow-x: auto;
        padding-inline: var(--space-2);
        scrollbar-width: none;
      }
      a {
        min-block-size: 44px;
        border-radius: 0;
      }
      .active {
        background: none;
        box-shadow: inset 0 -2px 0 var(--accent);
      }
    }
  `,
})
export class SectionNav {
  readonly label = input.required<string>();
  readonly sections = input.required<readonly AccountSection[]>();
  protected readonly exactly = exactly;

  /** Brings the tab of the page into view, without moving the page. */
  protected show(link: HTMLElement, active: boolean): void {
    const list = link.closest('ul');
    if (!active || !list || list.scrollWidth <= list.clientWidth) return;
    const [own, around] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
    list.scrollLeft += (own.left + own.right - around.left - around.right) / 2;
  }
}
