import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { Attempt } from '../../../shared/identity/attempt';
import { LinkCard } from '../../../shared/identity/link-card';
import { LinkStore } from '../../../shared/identity/link-store';

/** Confirms the address of a new account. */
@Component({
  selector: 'app-verify-email-page',
  imports: [LinkCard, RouterLink, TranslocoPipe],
  providers: [Attempt, LinkStore, provideTranslocoScope('identity')],
  template: `
    <app-link-card
      purpose="verify"
      [state]="store.state()"
      [busy]="store.busy()"
      [error]="store.error()"
      (confirmed)="store.follow('verify')"
    >
      <a done class="btn primary" routerLink="/login">{{ 'identity.toSignIn' | transloco }}</a>
      <a used class="btn primary" routerLink="/login">{{ 'identity.toSignIn' | transloco }}</a>
      <a used class="btn" routerLink="/register">{{ 'identity.register.title' | transloco }}</a>
    </app-link-card>
  `,
  styles: `
    :host {
      display: grid;
    }
  `,
})
export default class VerifyEmailPage {
  protected readonly store = inject(LinkStore);
}
