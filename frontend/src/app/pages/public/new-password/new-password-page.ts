import { Component, computed, inject, signal } from '@angular/core';
import type { ValidationError } from '@angular/forms/signals';
import { FormField, FormRoot, form, required } from '@angular/forms/signals';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import type { ApiFailure } from '../../../core/services/api';
import { AuthService } from '../../../core/services/auth';
import { Banner } from '../../../shared/components/banner/banner';
import { PasswordField } from '../../../shared/components/password-field/password-field';
import { Attempt } from '../../../shared/identity/attempt';
import { errorKey, newPasswordRules } from '../../../shared/identity/field-errors';
import { NarrowCard } from '../../../shared/identity/narrow-card';
import { focusFirstError, refusedFields } from '../../../shared/identity/submission';
import { NewPasswordStore } from './new-password-store';

/** Where somebody chooses the new password that is asked of them before anything else. */
@Component({
  selector: 'app-new-password-page',
  imports: [Banner, FormField, FormRoot, NarrowCard, PasswordField, TranslocoPipe],
  providers: [Attempt, NewPasswordStore, provideTranslocoScope('identity')],
  template: `
    <app-narrow-card
      [heading]="'identity.newPassword.title' | transloco"
      [sub]="'identity.newPassword.lead' | transloco"
    >
      <form novalidate [formRoot]="form" [attr.aria-busy]="store.busy()">
        <div role="alert">
          @if (store.error()) {
            <app-banner kind="danger" [heading]="store.error()" />
          }
        </div>
        <input type="email" hidden autocomplete="username" [value]="auth.user()?.email ?? ''" readonly />
        @if (store.hasPassword()) {
          <app-password-field
            fieldId="current-password"
            [label]="'identity.newPassword.current' | transloco"
            [error]="errors.current() | transloco"
            [formField]="form.current"
          />
        }
        <app-password-field
          fieldId="new-password"
          autocomplete="new-password"
          [label]="'identity.fields.newPassword' | transloco"
          [hint]="'identity.fields.passwordHint' | transloco"
          [error]="errors.password() | transloco"
          [meter]="true"
          [about]="about()"
          [formField]="form.password"
        />
        <button type="submit" class="btn primary large wide" [disabled]="store.busy()">
          {{ (store.busy() ? 'identity.newPassword.busy' : 'identity.newPassword.submit') | transloco }}
        </button>
      </form>
    </app-narrow-card>
  `,
  styleUrl: '../../../shared/identity/form-page.css',
})
export default class NewPasswordPage {
  protected readonly auth = inject(AuthService);
  protected readonly store = inject(NewPasswordStore);
  private readonly model = signal({ current: '', password: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.current, { when: () => this.store.hasPassword() });
      newPasswordRules(path.password);
    },
    {
      submission: {
        action: async () => {
          const { current, password } = this.model();
          const failure = await this.store.change(this.store.hasPassword() ? current : null, password);
          const refused = this.refusedBy(failure);
          if (refused.length > 0) this.store.dismiss();
          return refused;
        },
        onInvalid: () => {
          focusFirstError(this.form);
        },
      },
    },
  );
  protected readonly errors = {
    current: computed(() => errorKey(this.form.current())),
    password: computed(() => errorKey(this.form.password())),
  };
  protected readonly about = computed(() => {
    const user = this.auth.user();
    return user ? [user.firstName, user.lastName, ...user.email.split('@')].filter((word) => word.length > 2) : [];
  });

  private refusedBy(failure: ApiFailure | null): ValidationError.WithFieldTree[] {
    if (failure?.code === 'INVALID_CREDENTIALS') return [{ kind: 'wrong', fieldTree: this.form.current }];
    return refusedFields(failure, { password: this.form.password, currentPassword: this.form.current });
  }
}
