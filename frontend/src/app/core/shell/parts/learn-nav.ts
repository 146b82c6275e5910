import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { AuthService } from '../../services/auth';

/** The ways of learners and teachers, each where its person may go. */
@Component({
  selector: 'app-learn-nav',
  imports: [RouterLink, RouterLinkActive, TranslocoPipe],
  template: `
    <nav [attr.aria-label]="'shell.courses' | transloco">
      <ul>
        @for (way of ways(); track way.path) {
          <li>
            <a [routerLink]="way.path" routerLinkActive="on" ariaCurrentWhenActive="page">{{
              way.title | transloco
            }}</a>
          </li>
        }
      </ul>
    </nav>
  `,
  styles: `
    ul {
      display: flex;
      gap: var(--space-1);
      overflow-x: auto;
      scrollbar-width: none;
    }
    a {
      display: inline-flex;
      align-items: center;
      min-block-size: var(--control);
      padding-inline: 10px;
      border-radius: var(--radius-sm);
      color: var(--ink-2);
      font-size: var(--text-sm);
      font-weight: var(--weight-semi);
      text-decoration: none;
      white-space: nowrap;
    }
    a:hover {
      background: var(--surface-2);
      color: var(--ink);
    }
    .on {
      color: var(--accent);
    }
  `,
})
export class LearnNav {
  private readonly auth = inject(AuthService);

  protected readonly ways = computed(() => [
    { path: '/courses', title: 'shell.nav.catalogue' },
    ...(this.auth.signedIn() ? [{ path: '/learn', title: 'shell.nav.myLearning' }] : []),
    ...(this.auth.has('courses:teach') ? [{ path: '/teach', title: 'shell.nav.teach' }] : []),
  ]);
}
