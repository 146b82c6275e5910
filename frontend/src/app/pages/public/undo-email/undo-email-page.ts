import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { LinkCard } from '../../../shared/identity/link-card';

/** Takes a change of email back, from the mail to the old address. */
@Component({
  selector: 'app-undo-email-page',
  imports: [LinkCard, RouterLink, TranslocoPipe],
  providers: [provideTranslocoScope('identity')],
  template: `
    <app-link-card purpose="undoEmail">
      <a done class="btn primary" routerLink="/login">{{ 'identity.toSignIn' | transloco }}</a>
      <a used class="btn primary" routerLink="/forgot-password">{{ 'identity.token.newReset' | transloco }}</a>
    </app-link-card>
  `,
  styles: `
    :host {
      display: grid;
    }
  `,
})
export default class UndoEmailPage {}
