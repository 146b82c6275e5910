import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { FormRoot, form, maxLength, required, validate } from '@angular/forms/signals';
import { reasonRequestSchema } from '@classy-book/contracts/users';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { ReasonField } from '../components/block-dialog/reason-field';
import type { Question } from '../components/confirm-dialog/confirm-dialog';
import { DialogFrame } from '../components/dialog/dialog-frame';

/** Says what will happen and asks why; closes with the reason. Opened with a `Question` as data. */
@Component({
  selector: 'app-reason-dialog',
  imports: [DialogFrame, FormRoot, ReasonField, TranslocoPipe],
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
          <app-reason-field
            fieldId="reason"
            [label]="'desk.lock.reason' | transloco"
            [reason]="form.reason"
            [initial]="true"
          />
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
  styleUrls: ['../components/dialog/dialog-fields.css', './dialogs.css'],
})
export class ReasonDialog {
  protected readonly question = inject<Question>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<string>>(DialogRef);
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
          this.form.reason().focusBoundControl();
        },
      },
    },
  );
}
