import { Component, computed, input, output, signal, viewChild } from '@angular/core';
import { FormField, FormRoot, form, validate } from '@angular/forms/signals';
import {
  newPasswordSchema,
  PASSWORD_MAX,
  PASSWORD_MIN,
  type ChangePasswordRequest,
} from '@classy-book/contracts/account';
import { TranslocoPipe } from '@jsverse/transloco';
import { firstError } from '../../../../shared/account/form-errors';
import { PasswordField } from '../../../../shared/components/password-field/password-field';
import type { PasswordRefusal } from '../password-refusal';

/** The current password, where there is one, and the new one. */
@Component({
  selector: 'app-password-form',
  imports: [FormField, FormRoot, PasswordField, TranslocoPipe],
  template: `
    <form novalidate [formRoot]="form" [attr.aria-busy]="busy()">
      <!-- For password managers: whose password this is. -->
      <input hidden type="text" autocomplete="username" readonly [value]="email()" />
      @if (there()) {
        <app-password-field
          #current
          fieldId="current-password"
          [label]="'account.password.current' | transloco"
          [error]="currentProblem() && (currentProblem()! | transloco)"
          [formField]="form.current"
        />
      }
      <app-password-field
        #fresh
        fieldId="new-password"
        autocomplete="new-password"
        [label]="'account.password.new' | transloco"
        [hint]="'account.password.hint' | transloco: limits"
        [meter]="true"
        [about]="about()"
        [error]="freshProblem() && (freshProblem()! | transloco: limits)"
        [formField]="form.fresh"
      />
      <button type="submit" class="btn primary" [disabled]="busy()">
        {{ (busy() ? 'account.saving' : there() ? 'account.password.change' : 'account.password.set') | transloco }}
      </button>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-4);
      max-inline-size: 440px;
    }
    button[type='submit'] {
      justify-self: start;
    }
  `,
})
export class PasswordForm {
  /** False where a first password is set: the current one is not asked for. */
  readonly there = input.required<boolean>();
  readonly email = input.required<string>();
  readonly about = input<readonly string[]>([]);
  readonly busy = input(false);
  /** Why the server refused the last try. */
  readonly refusal = input<PasswordRefusal | null>(null);
  readonly submitted = output<ChangePasswordRequest>();
  private readonly currentField = viewChild<PasswordField>('current');
  private readonly freshField = viewChild.required<PasswordField>('fresh');
  private readonly model = signal({ current: '', fresh: '' });
  /** What was refused is said until something else is typed. */
  private readonly sent = signal({ current: '', fresh: '' });
  protected readonly limits = { least: String(PASSWORD_MIN), most: String(PASSWORD_MAX) };
  protected readonly form = form(
    this.model,
    (path) => {
      validate(path.current, ({ value }) => (this.there() && value() === '' ? { kind: 'required' } : undefined));
      validate(path.fresh, ({ value }) => {
        const typed = value();
        if (typed === '') return { kind: 'required' };
        if (typed.length < PASSWORD_MIN) return { kind: 'passwordShort' };
        if (typed.length > PASSWORD_MAX) return { kind: 'passwordLong' };
        return newPasswordSchema.safeParse(typed).success ? undefined : { kind: 'passwordCharacters' };
      });
    },
    {
      submission: {
        action: () => {
          this.send();
          return Promise.resolve(undefined);
        },
        onInvalid: () => {
          (this.form.current().invalid() ? this.currentField() : this.freshField())?.focus();
        },
      },
    },
  );
  protected readonly currentProblem = computed(() => {
    const refused = this.refusal() === 'currentWrong' && this.sent().current === this.model().current;
    return refused ? 'account.error.currentWrong' : firstError(this.form.current());
  });
  protected readonly freshProblem = computed(() => {
    const refused = this.refusal() === 'weakPassword' && this.sent().fresh === this.model().fresh;
    return refused ? 'account.error.weakPassword' : firstError(this.form.fresh());
  });

  focus(): void {
    (this.currentField() ?? this.freshField()).focus();
  }

  /** Forgets what was typed. */
  clear(): void {
    this.sent.set({ current: '', fresh: '' });
    this.form().reset({ current: '', fresh: '' });
  }

  private send(): void {
    const { current, fresh } = this.model();
    this.currentField()?.conceal();
    this.freshField().conceal();
    this.sent.set({ current, fresh });
    this.submitted.emit({ currentPassword: this.there() ? current : null, newPassword: fresh });
  }
}
