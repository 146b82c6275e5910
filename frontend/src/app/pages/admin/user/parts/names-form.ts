import { Component, computed, input, linkedSignal, output } from '@angular/core';
import { FormRoot, form, maxLength, required, validate } from '@angular/forms/signals';
import { personNameSchema } from '@classy-book/contracts/account';
import type { UserDetail } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { firstError } from '../../../../shared/components/block-dialog/block-rules';
import { NameFields } from '../../../../shared/components/field/name-fields';
import { focusFirstError } from '../../../../shared/identity/submission';

export interface Names {
  readonly firstName: string;
  readonly lastName: string;
}

/** First and last name of a person, to be corrected. */
@Component({
  selector: 'app-names-form',
  imports: [FormRoot, NameFields, TranslocoPipe],
  template: `
    <form novalidate [formRoot]="form">
      <app-name-fields
        [names]="form"
        [firstLabel]="'users.profile.firstName' | transloco"
        [lastLabel]="'users.profile.lastName' | transloco"
        [firstError]="firstNameError() && ('users.error.' + firstNameError() | transloco)"
        [lastError]="lastNameError() && ('users.error.' + lastNameError() | transloco)"
        [own]="false"
      />
      <button type="submit" class="btn primary" [disabled]="busy() || !changed()">
        {{ 'users.profile.save' | transloco }}
      </button>
    </form>
  `,
  styles: `
    form {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: var(--space-4);
    }
    .btn {
      justify-self: start;
    }
    @media (max-width: 599.98px) {
      form {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class NamesForm {
  readonly user = input.required<Pick<UserDetail, 'firstName' | 'lastName'>>();
  readonly busy = input.required<boolean>();
  readonly saved = output<Names>();
  private readonly model = linkedSignal<Names>(() => ({
    firstName: this.user().firstName,
    lastName: this.user().lastName,
  }));
  protected readonly form = form(
    this.model,
    (path) => {
      for (const name of [path.firstName, path.lastName]) {
        required(name);
        maxLength(name, 80);
        validate(name, ({ value }) =>
          value() === '' || personNameSchema.safeParse(value()).success ? undefined : { kind: 'name' },
        );
      }
    },
    {
      submission: {
        action: () => {
          const { firstName, lastName } = this.model();
          this.saved.emit({ firstName: firstName.trim(), lastName: lastName.trim() });
          return Promise.resolve(undefined);
        },
        onInvalid: () => {
          focusFirstError(this.form);
        },
      },
    },
  );
  protected readonly firstNameError = computed(() => firstError(this.form.firstName()));
  protected readonly lastNameError = computed(() => firstError(this.form.lastName()));
  protected readonly changed = computed(() => {
    const { firstName, lastName } = this.model();
    return firstName.trim() !== this.user().firstName || lastName.trim() !== this.user().lastName;
  });
}
