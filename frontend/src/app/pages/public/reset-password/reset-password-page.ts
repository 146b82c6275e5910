import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, form } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { Banner } from '../../../shared/components/banner/banner';
import { MessagePage } from '../../../shared/components/message-page/message-page';
import { PasswordField } from '../../../shared/components/password-field/password-field';
import { Attempt } from '../../../shared/identity/attempt';
import { errorKey, newPasswordRules } from '../../../shared/identity/field-errors';
import { NarrowCard } from '../../../shared/identity/narrow-card';
import { focusFirstError, refusedFields } from '../../../shared/identity/submission';
import { ResetPasswordStore } from './reset-password-store';

/** Sets a new password with the link of a mail. */
@Component({
  selector: 'app-reset-password-page',
  imports: [Banner, FormField, FormRoot, MessagePage, NarrowCard, PasswordField, RouterLink, TranslocoPipe],
  providers: [Attempt, ResetPasswordStore, provideTranslocoScope('identity')],
  template: `
    @if (store.state() === 'ready') {
      <app-narrow-card [heading]="'identity.reset.title' | transloco" [sub]="'identity.reset.sub' | transloco">
        <form novalidate [formRoot]="form" [attr.aria-busy]="store.busy()">
          <div role="alert">
            @if (store.error()) {
              <app-banner kind="danger" [heading]="store.error()" />
            }
          </div>
          <app-password-field
            fieldId="reset-password"
            autocomplete="new-password"
            [label]="'identity.fields.newPassword' | transloco"
            [hint]="'identity.fields.passwordHint' | transloco"
            [error]="passwordError() | transloco"
            [meter]="true"
            [formField]="form.password"
          />
          <button type="submit" class="btn primary large wide" [disabled]="store.busy()">
            {{ (store.busy() ? 'identity.reset.busy' : 'identity.reset.submit') | transloco }}
          </button>
        </form>
      </app-narrow-card>
    } @else {
      <app-message-page
        [icon]="store.state() === 'done' ? 'check-circle' : 'link'"
        [heading]="words().heading | transloco"
        [text]="words().text | transloco"
      >
        @if (store.state() === 'done') {
          <a class="btn primary" routerLink="/login">{{ 'identity.toSignIn' | transloco }}</a>
        } @else {
          <a class="btn primary" routerLink="/forgot-password">{{ 'identity.token.newReset' | transloco }}</a>
        }
      </app-message-page>
    }
  `,
  styleUrl: '../../../shared/identity/form-page.css',
})
export default class ResetPasswordPage {
  protected readonly store = inject(ResetPasswordStore);
  private readonly model = signal({ password: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      newPasswordRules(path.password);
    },
    {
      submission: {
        action: async () => {
          const failure = await this.store.reset(this.model().password);
          const refused = refusedFields(failure, { password: this.form.password });
          if (refused.length > 0) this.store.dismiss();
          return refused;
        },
        onInvalid: () => {
          focusFirstError(this.form);
        },
      },
    },
  );
  protected readonly passwordError = computed(() => errorKey(this.form.password()));
  protected readonly words = computed(() => {
    const state = this.store.state();
    const scope = state === 'done' ? 'identity.reset.done' : `identity.token.${state}`;
    return { heading: `${scope}Title`, text: `${scope}Text` };
  });
}
