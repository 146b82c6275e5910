import { Component, computed, input, output, signal, viewChild, type ElementRef } from '@angular/core';
import { FormField, FormRoot, form, validate } from '@angular/forms/signals';
import { emailSchema } from '@classy-book/contracts/primitives';
import { TranslocoPipe } from '@jsverse/transloco';
import { firstError } from '../../../../shared/account/form-errors';
import { Field } from '../../../../shared/components/field/field';

/** The new email address, with what happens once it is sent. */
@Component({
  selector: 'app-email-form',
  imports: [Field, FormField, FormRoot, TranslocoPipe],
  template: `
    <form novalidate [formRoot]="form">
      <app-field
        for="new-email"
        [label]="'account.email.new' | transloco"
        [hint]="'account.email.hint' | transloco"
        [error]="problem() && (problem()! | transloco)"
      >
        <input
          #email
          id="new-email"
          class="input"
          type="email"
          dir="ltr"
          autocomplete="email"
          autocapitalize="none"
          spellcheck="false"
          aria-describedby="new-email-note"
          aria-required="true"
          [attr.aria-invalid]="problem() !== null"
          [formField]="form.email"
        />
      </app-field>
      <ul>
        <li>{{ 'account.email.effect.link' | transloco }}</li>
        <li>{{ 'account.email.effect.told' | transloco }}</li>
        <li>{{ 'account.email.effect.undo' | transloco }}</li>
      </ul>
      <div class="buttons">
        <button type="submit" class="btn primary" [disabled]="busy()">
          {{ (busy() ? 'account.sending' : 'account.email.submit') | transloco }}
        </button>
        <button type="button" class="btn" (click)="cancelled.emit()">{{ 'account.cancel' | transloco }}</button>
      </div>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: var(--space-4);
      max-inline-size: 520px;
    }
    ul {
      display: grid;
      gap: var(--space-1);
      padding-inline-start: var(--space-5);
      color: var(--ink-2);
      font-size: var(--text-sm);
      list-style: disc;
    }
    .buttons {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
  `,
})
export class EmailForm {
  /** The address of today, normalised. */
  readonly current = input.required<string>();
  readonly busy = input(false);
  /** The new address, normalised. */
  readonly submitted = output<string>();
  readonly cancelled = output();
  private readonly input = viewChild.required<ElementRef<HTMLInputElement>>('email');
  private readonly model = signal({ email: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      validate(path.email, ({ value }) => {
        if (value().trim() === '') return { kind: 'required' };
        const email = emailSchema.safeParse(value()).data;
        if (email === undefined) return { kind: 'email' };
        return email === this.current() ? { kind: 'sameEmail' } : undefined;
      });
    },
    {
      submission: {
        action: () => {
          this.submitted.emit(emailSchema.parse(this.model().email));
          return Promise.resolve(undefined);
        },
        onInvalid: () => {
          this.focus();
        },
      },
    },
  );
  protected readonly problem = computed(() => firstError(this.form.email()));

  focus(): void {
    this.input().nativeElement.focus();
  }
}
