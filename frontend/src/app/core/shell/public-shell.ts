import { Component, DestroyRef, inject, signal } from '@angular/core';
import { RouterLink, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { CourseSearch } from '../../shared/search/course-search';
import { NotificationBell } from '../../shared/notifications/notification-bell';
import { Icon } from '../../shared/components/icon/icon';
import { AuthService } from '../services/auth';
import { ShortcutService } from '../services/shortcuts';
import { AccountMenu } from './parts/account-menu';
import { Brand } from './parts/brand';
import { LanguageSwitch } from './parts/language-switch';
import { LearnNav } from './parts/learn-nav';
import { SkipLink } from './parts/skip-link';
import { ThemeSwitch } from './parts/theme-switch';
import { SessionWatch } from './session-watch';

/** The frame of the public pages and of the account: a header, the page, a footer. */
@Component({
  selector: 'app-public-shell',
  imports: [
    AccountMenu,
    Brand,
    CourseSearch,
    Icon,
    LanguageSwitch,
    LearnNav,
    NotificationBell,
    RouterLink,
    RouterOutlet,
    SkipLink,
    ThemeSwitch,
    TranslocoPipe,
  ],
  template: `
    <app-skip-link />
    <header>
      <app-brand />
      <app-learn-nav />
      @defer (when searching()) {
        <app-course-search />
      } @placeholder {
        <button type="button" class="search" aria-keyshortcuts="/" (click)="searching.set(true)">
          <app-icon name="search" />{{ 'courseSearch.placeholder' | transloco }}<kbd aria-hidden="true">/</kbd>
        </button>
      } @error {
        <span></span>
      }
      <div class="controls">
        <app-language-switch />
        <app-theme-switch />
        @if (auth.signedIn()) {
          @defer (on idle) {
            <app-notification-bell />
          } @error {
            <span></span>
          }
          @defer (on immediate) {
            <app-account-menu />
          } @placeholder {
            <span class="me"></span>
          } @error {
            <span class="me"></span>
          }
        } @else {
          <a class="btn" routerLink="/login">{{ 'titles.signIn' | transloco }}</a>
        }
      </div>
    </header>
    <main id="main" tabindex="-1"><router-outlet /></main>
    <footer>
      <p>{{ 'footer.line' | transloco }}</p>
      <ul>
        <li>
          <a routerLink="/admin">{{ 'shell.desk' | transloco }}</a>
        </li>
        <li>
          <a href="/api/docs">{{ 'footer.api' | transloco }}</a>
        </li>
      </ul>
    </footer>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-rows: auto 1fr auto;
      min-block-size: 100dvh;
    }
    header,
    footer {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-3);
      padding: 10px clamp(var(--space-4), 4vw, var(--space-10));
    }
    header {
      position: sticky;
      inset-block-start: 0;
      z-index: 20;
      min-block-size: var(--top-size);
      background: var(--surface);
      border-block-end: 1px solid var(--line);
    }
    app-course-search,
    .search {
      flex: 0 1 300px;
      margin-inline-start: auto;
    }
    .search {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      min-block-size: var(--control);
      padding-inline: 10px;
      border: 1px solid var(--line);
      border-radius: var(--radius-sm);
      background: var(--surface-2);
      color: var(--ink-3);
      font-size: var(--text-sm);
      white-space: nowrap;
    }
    .search kbd {
      margin-inline-start: auto;
    }
    .controls {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      margin-inline-start: auto;
    }
    .me {
      inline-size: var(--control);
      block-size: var(--control);
    }
    main {
      display: grid;
      min-inline-size: 0;
    }
    footer {
      justify-content: space-between;
      padding-block: var(--space-5);
      border-block-start: 1px solid var(--line);
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
    footer ul {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2) var(--space-5);
    }
    footer a {
      color: var(--ink-2);
    }
    @media (max-width: 899.98px) {
      header {
        padding-block-end: 4px;
      }
      app-learn-nav {
        order: 2;
        flex-basis: 100%;
      }
      app-course-search,
      .search {
        display: none;
      }
    }
  `,
})
export default class PublicShell {
  protected readonly auth = inject(AuthService);
  /** The search is loaded once somebody wants to search. */
  protected readonly searching = signal(false);

  constructor() {
    inject(SessionWatch);
    const unregister = inject(ShortcutService).register('/', 'shortcuts.search', () => {
      this.searching.set(true);
    });
    inject(DestroyRef).onDestroy(unregister);
    // The header shows who is signed in, also on pages that anybody may see.
    void this.auth.restore();
  }
}
