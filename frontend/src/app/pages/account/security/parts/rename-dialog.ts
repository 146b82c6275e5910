import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal, viewChild, type ElementRef } from '@angular/core';
import { FormField, FormRoot, form, validate } from '@angular/forms/signals';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { firstError } from '../../../../shared/account/form-errors';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { Field } from '../../../../shared/components/field/field';

const MAX_NAME = 60;

/** Asks for another name of an authenticator; the one of now is the data. Closes with the new one. */
@Component({
  selector: 'app-rename-dialog',
  imports: [DialogFrame, Field, FormField, FormRoot, TranslocoPipe],
  providers: [provideTranslocoScope('account')],
  template: `
    <form novalidate [formRoot]="form">
      <app-dialog-frame [heading]="'account.factors.renameHeading' | transloco">
        <app-field
          for="factor-name"
          [label]="'account.factors.name' | transloco"
          [hint]="'account.factors.nameHint' | transloco"
          [error]="problem() && (problem()! | transloco)"
        >
          <input
            #name
            id="factor-name"
            cdkFocusInitial
            class="input"
            autocomplete="off"
            aria-describedby="factor-name-note"
            aria-required="true"
            [attr.aria-invalid]="problem() !== null"
            [formField]="form.name"
          />
        </app-field>
        <ng-container actions>
          <button type="button" class="btn" (click)="dialog.close()">{{ 'account.cancel' | transloco }}</button>
          <button type="submit" class="btn primary">{{ 'account.save' | transloco }}</button>
        </ng-container>
      </app-dialog-frame>
    </form>
  `,
})
export class RenameDialog {
  protected readonly dialog = inject<DialogRef<string>>(DialogRef);
  private readonly input = viewChild.required<ElementRef<HTMLInputElement>>('name');
  private readonly model = signal({ name: inject<string>(DIALOG_DATA) });
  protected readonly form = form(
    this.model,
    (path) => {
      validate(path.name, ({ value }) => {
        const name = value().trim();
        if (name === '') return { kind: 'required' };
        return name.length > MAX_NAME ? { kind: 'tooLong' } : undefined;
      });
    },
    {
      submission: {
        action: () => {
          this.dialog.close(this.model().name.trim());
          return Promise.resolve(undefined);
        },
        onInvalid: () => {
          this.input().nativeElement.focus();
        },
      },
    },
  );
  protected readonly problem = computed(() => firstError(this.form.name()));
}
