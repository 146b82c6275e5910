import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { LinkCard } from '../../../shared/identity/link-card';

/** Takes over a new email address, from the mail to it. */
@Component({
  selector: 'app-confirm-email-page',
  imports: [LinkCard, RouterLink, TranslocoPipe],
  providers: [provideTranslocoScope('identity')],
  template: `
    <app-link-card purpose="confirmEmail">
      <a done class="btn primary" routerLink="/login">{{ 'identity.toSignIn' | transloco }}</a>
      <a used class="btn primary" routerLink="/account">{{ 'identity.toAccount' | transloco }}</a>
    </app-link-card>
  `,
  styles: `
    :host {
      display: grid;
    }
  `,
})
export default class ConfirmEmailPage {}
