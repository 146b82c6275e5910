import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { SignInOptionsService } from '../../../core/services/sign-in-options';
import { SignInCard } from '../../../shared/components/sign-in-card/sign-in-card';

/** Sign-in for learners and teachers. */
@Component({
  selector: 'app-sign-in-page',
  imports: [RouterLink, SignInCard, TranslocoPipe],
  template: `
    <div class="card">
      <app-sign-in-card>
        <h1 tabindex="-1">{{ 'learnerSignIn.title' | transloco }}</h1>
        <p class="sub">{{ 'learnerSignIn.sub' | transloco }}</p>
      </app-sign-in-card>
      <p class="other">
        @if (options()?.registration === 'open') {
          <span>
            {{ 'signIn.new' | transloco }}
            <a routerLink="/register">{{ 'signIn.register' | transloco }}</a>
          </span>
        }
        <span>
          {{ 'learnerSignIn.deskQuestion' | transloco }}
          <a routerLink="/admin/login">{{ 'learnerSignIn.deskLink' | transloco }}</a>
        </span>
      </p>
    </div>
  `,
  styles: `
    :host {
      display: grid;
      place-items: start center;
      padding: clamp(var(--space-4), 8vh, var(--space-24)) var(--space-4) var(--space-12);
    }
    .card {
      inline-size: min(420px, 100%);
      padding: clamp(var(--space-5), 4vw, var(--space-8));
      border-radius: var(--radius-lg);
    }
    .sub {
      margin-block: var(--space-2) var(--space-6);
      color: var(--ink-2);
    }
    .other {
      display: grid;
      gap: var(--space-2);
      margin-block-start: var(--space-5);
      padding-block-start: var(--space-4);
      border-block-start: 1px solid var(--line);
      color: var(--ink-2);
      font-size: var(--text-sm);
    }
  `,
})
export default class SignInPage {
  protected readonly options = inject(SignInOptionsService).options;
}
