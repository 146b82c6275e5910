import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { Attempt } from '../../../shared/identity/attempt';
import { LinkCard } from '../../../shared/identity/link-card';
import { LinkStore } from '../../../shared/identity/link-store';

/** Takes over a new email address, from the mail to it. */
@Component({
  selector: 'app-confirm-email-page',
  imports: [LinkCard, RouterLink, TranslocoPipe],
  providers: [Attempt, LinkStore, provideTranslocoScope('identity')],
  template: `
    <app-link-card
      purpose="confirmEmail"
      [state]="store.state()"
      [busy]="store.busy()"
      [error]="store.error()"
      (confirmed)="store.follow('confirmEmail')"
    >
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
export default class ConfirmEmailPage {
  protected readonly store = inject(LinkStore);
}
