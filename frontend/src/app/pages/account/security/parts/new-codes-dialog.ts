import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { DialogFrame } from '../../../../shared/components/dialog/dialog-frame';
import { BackupCodes } from '../../../../shared/components/enrolment/backup-codes';

/** Shows new backup codes, this once; they are its data. */
@Component({
  selector: 'app-new-codes-dialog',
  imports: [BackupCodes, DialogFrame, TranslocoPipe],
  providers: [provideTranslocoScope('account')],
  template: `
    <app-dialog-frame [heading]="'account.factors.codes.newHeading' | transloco">
      <app-backup-codes [codes]="codes" (kept)="dialog.close()" />
    </app-dialog-frame>
  `,
  styles: `
    app-backup-codes {
      color: var(--ink);
    }
  `,
})
export class NewCodesDialog {
  protected readonly codes = inject<readonly string[]>(DIALOG_DATA);
  protected readonly dialog = inject(DialogRef);
}
