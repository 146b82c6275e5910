import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal, viewChild, type ElementRef } from '@angular/core';
import { FormField, FormRoot, form, maxLength, required, validate } from '@angular/forms/signals';
import { reasonRequestSchema } from '@classy-book/contracts/users';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { firstError } from '../components/block-dialog/block-rules';
import type { Question } from '../components/confirm-dialog/confirm-dialog';
import { DialogFrame } from '../components/dialog/dialog-frame';
import { Field } from '../components/field/field';

/** Says what will happen and asks why; closes with the reason. Opened with a `Question` as data. */
@Component({
  selector: 'app-reason-dialog',
  imports: [DialogFrame, Field, FormField, FormRoot, TranslocoPipe],
  providers: [provideTranslocoScope('desk')],
  template: `
    <form novalidate [formRoot]="form">
      <app-dialog-frame
        [heading]="question.heading"
        [closeLabel]="'desk.close' | transloco"
        (dismissed)="dialog.close()"
      >
        <div class="fields">
          @for (point of question.points; track point) {
            <p>{{ point }}</p>
          }
          <app-field
            for="reason"
            [label]="'desk.lock.reason' | transloco"
            [hint]="'desk.block.reasonHint' | transloco"
            [error]="error() && ('desk.error.' + error() | transloco)"
          >
            <input
              #reason
              id="reason"
              cdkFocusInitial
              class="input"
              autocomplete="off"
              aria-describedby="reason-note"
              aria-required="true"
              [attr.aria-invalid]="error() !== null"
              [formField]="form.reason"
            />
          </app-field>
        </div>
        <ng-container actions>
          <button type="button" class="btn" (click)="dialog.close()">{{ 'desk.cancel' | transloco }}</button>
          <button type="submit" class="btn" [class.danger]="question.danger" [class.primary]="!question.danger">
            {{ question.confirm }}
          </button>
        </ng-container>
      </app-dialog-frame>
    </form>
  `,
  styleUrl: './dialogs.css',
})
export class ReasonDialog {
  protected readonly question = inject<Question>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<string>>(DialogRef);
  private readonly input = viewChild.required<ElementRef<HTMLInputElement>>('reason');
  private readonly model = signal({ reason: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.reason);
      maxLength(path.reason, 200);
      validate(path.reason, ({ value }) =>
        value() === '' || reasonRequestSchema.shape.reason.safeParse(value()).success ? undefined : { kind: 'reason' },
      );
    },
    {
      submission: {
        action: () => {
          this.dialog.close(this.model().reason.trim());
          return Promise.resolve(undefined);
        },
        onInvalid: () => {
          this.input().nativeElement.focus();
        },
      },
    },
  );
  protected readonly error = computed(() => firstError(this.form.reason()));
}
