import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength, required, validate } from '@angular/forms/signals';
import { createSavedViewRequestSchema, type SavedView } from '@classy-book/contracts/saved-views';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { firstError } from '../components/block-dialog/block-rules';
import { DialogFrame } from '../components/dialog/dialog-frame';
import { Field } from '../components/field/field';

export interface NamedView {
  readonly name: string;
  readonly shared: boolean;
}

/** The name of a view and whether others see it. Opened with the view, or null for a new one. */
@Component({
  selector: 'app-save-view-dialog',
  imports: [DialogFrame, Field, FormField, FormRoot, TranslocoPipe],
  providers: [provideTranslocoScope('desk')],
  template: `
    <form novalidate [formRoot]="form">
      <app-dialog-frame
        [heading]="(view === null ? 'desk.views.save' : 'desk.views.change') | transloco"
        [closeLabel]="'desk.close' | transloco"
        (dismissed)="dialog.close()"
      >
        <div class="fields">
          <app-field
            for="view-name"
            [label]="'desk.views.name' | transloco"
            [error]="error() && ('desk.views.error.' + error() | transloco)"
          >
            <input
              id="view-name"
              cdkFocusInitial
              class="input"
              autocomplete="off"
              aria-describedby="view-name-note"
              aria-required="true"
              [attr.aria-invalid]="error() !== null"
              [formField]="form.name"
            />
          </app-field>
          <label><input type="checkbox" [formField]="form.shared" />{{ 'desk.views.share' | transloco }}</label>
        </div>
        <ng-container actions>
          <button type="button" class="btn" (click)="dialog.close()">{{ 'desk.cancel' | transloco }}</button>
          <button type="submit" class="btn primary">{{ 'desk.views.keep' | transloco }}</button>
        </ng-container>
      </app-dialog-frame>
    </form>
  `,
  styles: `
    .fields {
      display: grid;
      gap: var(--space-4);
      color: var(--ink);
    }
    label {
      display: flex;
      align-items: center;
      gap: 10px;
      font-size: var(--text-sm);
    }
  `,
})
export class SaveViewDialog {
  protected readonly view = inject<SavedView | null>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<NamedView>>(DialogRef);
  private readonly model = signal({ name: this.view?.name ?? '', shared: this.view?.shared ?? false });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.name);
      maxLength(path.name, 60);
      validate(path.name, ({ value }) =>
        value() === '' || createSavedViewRequestSchema.shape.name.safeParse(value()).success
          ? undefined
          : { kind: 'plain' },
      );
    },
    {
      submission: {
        action: () => {
          const { name, shared } = this.model();
          this.dialog.close({ name: name.trim(), shared });
          return Promise.resolve(undefined);
        },
        onInvalid: () => {
          this.form.name().focusBoundControl();
        },
      },
    },
  );
  protected readonly error = computed(() => firstError(this.form.name()));
}
