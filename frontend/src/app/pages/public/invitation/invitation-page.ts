import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, form } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { isBuiltInRole } from '@classy-book/contracts/permissions';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { I18nService } from '../../../core/services/i18n';
import { Banner } from '../../../shared/components/banner/banner';
import { NameFields } from '../../../shared/components/field/name-fields';
import { MessagePage } from '../../../shared/components/message-page/message-page';
import { PasswordField } from '../../../shared/components/password-field/password-field';
import { Skeleton } from '../../../shared/components/skeleton/skeleton';
import { Attempt } from '../../../shared/identity/attempt';
import { errorKey, newPasswordRules, personNameRules } from '../../../shared/identity/field-errors';
import { NarrowCard } from '../../../shared/identity/narrow-card';
import { focusFirstError, refusedFields } from '../../../shared/identity/submission';
import { InvitationStore, type Acceptance } from './invitation-store';

/** Makes the account that somebody was invited to. */
@Component({
  selector: 'app-invitation-page',
  imports: [
    Banner,
    FormField,
    FormRoot,
    MessagePage,
    NameFields,
    NarrowCard,
    PasswordField,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [Attempt, InvitationStore, provideTranslocoScope('identity')],
  templateUrl: './invitation-page.html',
  styleUrl: '../../../shared/identity/form-page.css',
})
export default class InvitationPage {
  protected readonly i18n = inject(I18nService);
  protected readonly store = inject(InvitationStore);
  private readonly model = signal<Acceptance>({ password: '', firstName: '', lastName: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      personNameRules(path.firstName);
      personNameRules(path.lastName);
      newPasswordRules(path.password);
    },
    {
      submission: {
        action: async () => {
          const failure = await this.store.accept(this.model());
          const { password, firstName, lastName } = this.form;
          const refused = refusedFields(failure, { password, firstName, lastName });
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
    password: computed(() => errorKey(this.form.password())),
  };
  /** A role that the installation made has a name of its own; the built-in ones are translated. */
  protected readonly roleName = computed(() => {
    const role = this.store.invitation()?.role ?? '';
    return isBuiltInRole(role) ? this.i18n.text(`roles.${role}`) : role;
  });
  protected readonly about = computed(() => {
    const { firstName, lastName } = this.model();
    const address = this.store.invitation()?.email.split('@') ?? [];
    return [firstName, lastName, ...address].filter((word) => word.length > 2);
  });
  protected readonly words = computed(() => {
    const state = this.store.state();
    const scope = state === 'done' ? 'identity.invitation.done' : `identity.token.${state}`;
    return { heading: `${scope}Title`, text: `${scope}Text` };
  });

  constructor() {
    void this.store.load();
  }
}
