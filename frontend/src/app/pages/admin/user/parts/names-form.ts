import { Component, computed, input, linkedSignal, output, viewChild, type ElementRef } from '@angular/core';
import { FormField, FormRoot, form, maxLength, required, validate } from '@angular/forms/signals';
import { personNameSchema } from '@classy-book/contracts/account';
import type { UserDetail } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { firstError } from '../../../../shared/components/block-dialog/block-rules';
import { Field } from '../../../../shared/components/field/field';

export interface Names {
  readonly firstName: string;
  readonly lastName: string;
}

/** First and last name of a person, to be corrected. */
@Component({
  selector: 'app-names-form',
  imports: [Field, FormField, FormRoot, TranslocoPipe],
  template: `
    <form novalidate [formRoot]="form">
      <app-field
        for="first-name"
        [label]="'users.profile.firstName' | transloco"
        [error]="firstNameError() && ('users.error.' + firstNameError() | transloco)"
      >
        <input
          #first
          id="first-name"
          class="input"
          autocomplete="off"
          aria-describedby="first-name-note"
          aria-required="true"
          [attr.aria-invalid]="firstNameError() !== null"
          [formField]="form.firstName"
        />
      </app-field>
      <app-field
        for="last-name"
        [label]="'users.profile.lastName' | transloco"
        [error]="lastNameError() && ('users.error.' + lastNameError() | transloco)"
      >
        <input
          #last
          id="last-name"
          class="input"
          autocomplete="off"
          aria-describedby="last-name-note"
          aria-required="true"
          [attr.aria-invalid]="lastNameError() !== null"
          [formField]="form.lastName"
        />
      </app-field>
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
  private readonly first = viewChild.required<ElementRef<HTMLInputElement>>('first');
  private readonly last = viewChild.required<ElementRef<HTMLInputElement>>('last');
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
          const field = this.form.firstName().invalid() ? this.first() : this.last();
          field.nativeElement.focus();
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
