import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { EnrolFactor } from '../../../../shared/components/enrolment/enrol-factor';
import type { FactorKind } from '../../../../shared/components/enrolment/enrolment-store';

/** Adds a second factor of the kind that is its data; closes with true once everything is done. */
@Component({
  selector: 'app-add-factor-dialog',
  imports: [DialogFrame, EnrolFactor, TranslocoPipe],
  providers: [provideTranslocoScope('account')],
  template: `
    <app-dialog-frame
      [heading]="(kind === 'totp' ? 'account.factors.addApp' : 'account.factors.addPasskey') | transloco"
      [closeLabel]="'dialog.close' | transloco"
      (dismissed)="dialog.close(false)"
    >
      <app-enrol-factor [kind]="kind" (finished)="dialog.close(true)" />
    </app-dialog-frame>
  `,
  styles: `
    app-enrol-factor {
      color: var(--ink);
    }
  `,
})
export class AddFactorDialog {
  protected readonly kind = inject<FactorKind>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
}
