import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject, signal } from '@angular/core';
import { FormRoot, form, maxLength, required } from '@angular/forms/signals';
import type { LockAccountRequest } from '@classy-book/contracts/accounts';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DurationChoice } from '../block-dialog/duration-choice';
import { lockMinutes } from '../block-dialog/durations';
import { ReasonField } from '../block-dialog/reason-field';
import { DialogFrame } from '../dialog/dialog-frame';

export interface LockDialogData {
  readonly email: string;
  readonly reason: string;
  /** Said instead of the usual sentence, where it is not one account that is locked. */
  readonly effect?: string;
  readonly heading?: string;
}

/** Asks for how long and why an account is locked, says what that does, and closes with the request. */
@Component({
  selector: 'app-lock-dialog',
  imports: [DialogFrame, DurationChoice, FormRoot, ReasonField, TranslocoPipe],
  providers: [provideTranslocoScope('desk')],
  template: `
    <form novalidate [formRoot]="form">
      <app-dialog-frame
        [heading]="data.heading ?? ('desk.lock.heading' | transloco)"
        [closeLabel]="'desk.close' | transloco"
        (dismissed)="dialog.close()"
      >
        <div class="fields">
          <p>{{ data.effect ?? ('desk.lock.effect' | transloco: { email: data.email }) }}</p>
          <app-duration-choice [offered]="durations" [(chosen)]="minutes" />
          <app-reason-field
            fieldId="lock-reason"
            [label]="'desk.lock.reason' | transloco"
            [reason]="form.reason"
            [initial]="true"
          />
        </div>
        <ng-container actions>
          <button type="button" class="btn" (click)="dialog.close()">{{ 'desk.cancel' | transloco }}</button>
          <button type="submit" class="btn danger">{{ 'desk.lock.submit' | transloco }}</button>
        </ng-container>
      </app-dialog-frame>
    </form>
  `,
  styles: `
    .fields {
      display: grid;
      gap: var(--space-4);
    }
  `,
})
export class LockDialog {
  protected readonly data = inject<LockDialogData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<LockAccountRequest>>(DialogRef);
  private readonly model = signal({ reason: this.data.reason });
  protected readonly durations = lockMinutes;
  protected readonly minutes = signal<(typeof lockMinutes)[number]>(60);
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.reason);
      maxLength(path.reason, 200);
    },
    {
      submission: {
        action: () => {
          const { email } = this.data;
          this.dialog.close({ email, reason: this.model().reason.trim(), durationMinutes: this.minutes() });
          return Promise.resolve(undefined);
        },
        onInvalid: () => {
          this.form.reason().focusBoundControl();
        },
      },
    },
  );
}
