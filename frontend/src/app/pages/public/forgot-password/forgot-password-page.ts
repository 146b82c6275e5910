import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, email, form, maxLength, required } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { Banner } from '../../../shared/components/banner/banner';
import { Field } from '../../../shared/components/field/field';
import { Icon } from '../../../shared/components/icon/icon';
import { MessagePage } from '../../../shared/components/message-page/message-page';
import { Attempt } from '../../../shared/identity/attempt';
import { errorKey } from '../../../shared/identity/field-errors';
import { NarrowCard } from '../../../shared/identity/narrow-card';
import { focusFirstError } from '../../../shared/identity/submission';
import { ForgotPasswordStore } from './forgot-password-store';

/** Asks for a link to set a new password. What it says is the same whether the address has an account or not. */
@Component({
  selector: 'app-forgot-password-page',
  imports: [Banner, Field, FormField, FormRoot, Icon, MessagePage, NarrowCard, RouterLink, TranslocoPipe],
  providers: [Attempt, ForgotPasswordStore, provideTranslocoScope('identity')],
  template: `
    @if (store.sentTo(); as email) {
      <app-message-page
        icon="mail"
        [heading]="'identity.forgot.sentTitle' | transloco"
        [text]="'identity.forgot.sentText' | transloco: { email }"
      >
        @if (store.mailbox()) {
          <a class="btn primary" routerLink="/dev/mailbox">
            <app-icon name="inbox" />{{ 'identity.register.mailbox' | transloco }}
          </a>
        }
        <a class="btn" routerLink="/login">{{ 'identity.toSignIn' | transloco }}</a>
      </app-message-page>
    } @else {
      <app-narrow-card [heading]="'identity.forgot.title' | transloco" [sub]="'identity.forgot.sub' | transloco">
        <form novalidate [formRoot]="form" [attr.aria-busy]="store.busy()">
          <div role="alert">
            @if (store.error()) {
              <app-banner kind="danger" [heading]="store.error()" />
            }
          </div>
          <app-field for="forgot-email" [label]="'signIn.email' | transloco" [error]="emailError() | transloco">
            <input
              id="forgot-email"
              class="input"
              type="email"
              dir="ltr"
              autocomplete="username"
              autocapitalize="none"
              spellcheck="false"
              aria-describedby="forgot-email-note"
              aria-required="true"
              [attr.aria-invalid]="emailError() !== ''"
              [formField]="form.email"
            />
          </app-field>
          <button type="submit" class="btn primary large wide" [disabled]="store.busy()">
            {{ (store.busy() ? 'identity.forgot.busy' : 'identity.forgot.submit') | transloco }}
          </button>
        </form>
        <p class="other">
          {{ 'identity.forgot.remembered' | transloco }}
          <a routerLink="/login">{{ 'identity.register.signIn' | transloco }}</a>
        </p>
      </app-narrow-card>
    }
  `,
  styleUrl: '../../../shared/identity/form-page.css',
})
export default class ForgotPasswordPage {
  protected readonly store = inject(ForgotPasswordStore);
  private readonly model = signal({ email: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.email);
      email(path.email);
      maxLength(path.email, 254);
    },
    {
      submission: {
        action: async () => {
          await this.store.send(this.model().email);
        },
        onInvalid: () => {
          focusFirstError(this.form);
        },
      },
    },
  );
  protected readonly emailError = computed(() => errorKey(this.form.email()));
}
