import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { LinkCard } from '../../../shared/identity/link-card';

/** Protects an account whose owner says that a sign-in or a change was not theirs. */
@Component({
  selector: 'app-not-me-page',
  imports: [LinkCard, RouterLink, TranslocoPipe],
  providers: [provideTranslocoScope('identity')],
  template: `
    <app-link-card purpose="notMe">
      <a class="btn large wide" routerLink="/">{{ 'identity.notMe.cancel' | transloco }}</a>
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
export default class NotMePage {}
