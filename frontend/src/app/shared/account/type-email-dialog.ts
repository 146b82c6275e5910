import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal, viewChild, type ElementRef } from '@angular/core';
import { FormField, FormRoot, form, validate } from '@angular/forms/signals';
import { emailSchema } from '@classy-book/contracts/primitives';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../components/dialog/dialog-frame';
import { Field } from '../components/field/field';

/** What is asked, ready to show. `points` say what will happen, one sentence each; `email` is what has to be typed. */
export interface TypeEmailQuestion {
  readonly heading: string;
  readonly points: readonly string[];
  readonly confirm: string;
  readonly email: string;
}

/** For what nobody should do by chance: says what will happen, and closes with the own email once it was typed out. */
@Component({
  selector: 'app-type-email-dialog',
  imports: [DialogFrame, Field, FormField, FormRoot, TranslocoPipe],
  providers: [provideTranslocoScope('account')],
  template: `
    <form novalidate [formRoot]="form">
      <app-dialog-frame
        [heading]="question.heading"
        [closeLabel]="'dialog.close' | transloco"
        (dismissed)="dialog.close()"
      >
        <div class="fields">
          <ul>
            @for (point of question.points; track point) {
              <li>{{ point }}</li>
            }
          </ul>
          <app-field
            for="typed-email"
            [label]="'account.typeEmail.label' | transloco: { email: question.email }"
            [error]="wrong() ? ('account.typeEmail.wrong' | transloco) : ''"
          >
            <input
              #typed
              id="typed-email"
              cdkFocusInitial
              class="input"
              type="email"
              dir="ltr"
              autocomplete="off"
              autocapitalize="none"
              spellcheck="false"
              aria-describedby="typed-email-note"
              aria-required="true"
              [attr.aria-invalid]="wrong()"
              [formField]="form.email"
            />
          </app-field>
        </div>
        <ng-container actions>
          <button type="button" class="btn" (click)="dialog.close()">{{ 'account.cancel' | transloco }}</button>
          <button type="submit" class="btn danger">{{ question.confirm }}</button>
        </ng-container>
      </app-dialog-frame>
    </form>
  `,
  styles: `
    .fields {
      display: grid;
      gap: var(--space-4);
    }
    ul {
      display: grid;
      gap: var(--space-2);
      padding-inline-start: var(--space-5);
      list-style: disc;
    }
  `,
})
export class TypeEmailDialog {
  protected readonly question = inject<TypeEmailQuestion>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<string>>(DialogRef);
  private readonly input = viewChild.required<ElementRef<HTMLInputElement>>('typed');
  private readonly model = signal({ email: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      validate(path.email, ({ value }) =>
        emailSchema.safeParse(value()).data === this.question.email ? undefined : { kind: 'wrong' },
      );
    },
    {
      submission: {
        action: () => {
          this.dialog.close(this.question.email);
          return Promise.resolve(undefined);
        },
        onInvalid: () => {
          this.input().nativeElement.focus();
        },
      },
    },
  );
  protected readonly wrong = computed(() => this.form.email().touched() && this.form.email().invalid());
}
