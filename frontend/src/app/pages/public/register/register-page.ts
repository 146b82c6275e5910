import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, email, form, maxLength, required } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { Banner } from '../../../shared/components/banner/banner';
import { Field } from '../../../shared/components/field/field';
import { NameFields } from '../../../shared/components/field/name-fields';
import { Icon } from '../../../shared/components/icon/icon';
import { MessagePage } from '../../../shared/components/message-page/message-page';
import { PasswordField } from '../../../shared/components/password-field/password-field';
import { Attempt } from '../../../shared/identity/attempt';
import { errorKey, newPasswordRules, personNameRules } from '../../../shared/identity/field-errors';
import { NarrowCard } from '../../../shared/identity/narrow-card';
import { focusFirstError, refusedFields } from '../../../shared/identity/submission';
import { RegisterStore, type Registration } from './register-store';

/** Makes an account, where everybody may; a mail says what came of it. */
@Component({
  selector: 'app-register-page',
  imports: [
    Banner,
    Field,
    FormField,
    FormRoot,
    Icon,
    MessagePage,
    NameFields,
    NarrowCard,
    PasswordField,
    RouterLink,
    TranslocoPipe,
  ],
  providers: [Attempt, RegisterStore, provideTranslocoScope('identity')],
  templateUrl: './register-page.html',
  styleUrl: '../../../shared/identity/form-page.css',
})
export default class RegisterPage {
  protected readonly store = inject(RegisterStore);
  private readonly model = signal<Registration>({ email: '', password: '', firstName: '', lastName: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      personNameRules(path.firstName);
      personNameRules(path.lastName);
      required(path.email);
      email(path.email);
      maxLength(path.email, 254);
      newPasswordRules(path.password);
    },
    {
      submission: {
        action: async () => {
          const failure = await this.store.register(this.model());
          const { email: address, password, firstName, lastName } = this.form;
          const refused = refusedFields(failure, { email: address, password, firstName, lastName });
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
    firstName: computed(() => errorKey(this.form.firstName())),
    lastName: computed(() => errorKey(this.form.lastName())),
    email: computed(() => errorKey(this.form.email())),
    password: computed(() => errorKey(this.form.password())),
  };
  /** What the password should not be made of. */
  protected readonly about = computed(() => {
    const { email: address, firstName, lastName } = this.model();
    return [firstName, lastName, ...address.split('@')].filter((word) => word.length > 2);
  });
}
