import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { LinkCard } from '../../../shared/identity/link-card';

/** Confirms the address of a new account. */
@Component({
  selector: 'app-verify-email-page',
  imports: [LinkCard, RouterLink, TranslocoPipe],
  providers: [provideTranslocoScope('identity')],
  template: `
    <app-link-card purpose="verify">
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
export default class VerifyEmailPage {}
