import { Component, computed, input, linkedSignal, output } from '@angular/core';
import { FormRoot, form, validate, type FieldContext, type ValidationError } from '@angular/forms/signals';
import { personNameSchema } from '@classy-book/contracts/account';
import { TranslocoPipe } from '@jsverse/transloco';
import { firstError } from '../../../../shared/account/form-errors';
import { NameFields } from '../../../../shared/components/field/name-fields';
import { focusFirstError } from '../../../../shared/identity/submission';

export interface PersonName {
  readonly firstName: string;
  readonly lastName: string;
}

function isName({ value }: FieldContext<string>): ValidationError | undefined {
  const typed = value().trim();
  if (typed === '') return { kind: 'required' };
  if (typed.length > 80) return { kind: 'tooLong' };
  return personNameSchema.safeParse(typed).success ? undefined : { kind: 'name' };
}

/** As it will be stored; what is no name stays as it was typed. */
function asName(typed: string): string {
  return personNameSchema.safeParse(typed).data ?? typed;
}

/** First and last name. */
@Component({
  selector: 'app-name-form',
  imports: [FormRoot, NameFields, TranslocoPipe],
  template: `
    <form novalidate [formRoot]="form">
      <div class="row">
        <app-name-fields
          [names]="form"
          [firstLabel]="'account.profile.firstName' | transloco"
          [lastLabel]="'account.profile.lastName' | transloco"
          [firstError]="firstProblem() && (firstProblem()! | transloco)"
          [lastError]="lastProblem() && (lastProblem()! | transloco)"
        />
      </div>
      <button type="submit" class="btn primary" [disabled]="busy() || !changed()">
        {{ (busy() ? 'account.saving' : 'account.save') | transloco }}
      </button>
    </form>
  `,
  styles: `
    form {
      display: grid;
      justify-items: start;
      gap: var(--space-4);
    }
    .row {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
      gap: var(--space-4);
      inline-size: 100%;
    }
  `,
})
export class NameForm {
  readonly name = input.required<PersonName>();
  readonly busy = input(false);
  readonly saved = output<PersonName>();
  private readonly model = linkedSignal<PersonName>(() => {
    const { firstName, lastName } = this.name();
    return { firstName, lastName };
  });
  protected readonly form = form(
    this.model,
    (path) => {
      validate(path.firstName, isName);
      validate(path.lastName, isName);
    },
    {
      submission: {
        action: () => {
          this.saved.emit(this.typed());
          return Promise.resolve(undefined);
        },
        onInvalid: () => {
          focusFirstError(this.form);
        },
      },
    },
  );
  private readonly typed = computed<PersonName>(() => {
    const { firstName, lastName } = this.model();
    return { firstName: asName(firstName), lastName: asName(lastName) };
  });
  protected readonly changed = computed(() => {
    const { firstName, lastName } = this.typed();
    return firstName !== this.name().firstName || lastName !== this.name().lastName;
  });
  protected readonly firstProblem = computed(() => firstError(this.form.firstName()));
  protected readonly lastProblem = computed(() => firstError(this.form.lastName()));
}
