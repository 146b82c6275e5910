import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import type { BulkRequest, BulkResult } from '@classy-book/contracts/users';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { TableRow } from '../../../../shared/components/data-table/table-row';
import { ResultFrame } from '../../../../shared/components/dialog/result-frame';

export interface BulkResultData {
  readonly action: BulkRequest['action'];
  readonly rows: readonly BulkResult[];
}

/** How one action went for each of the people: how many it was done for, and who was refused and why. */
@Component({
  selector: 'app-bulk-result-dialog',
  imports: [ResultFrame, TableRow, TranslocoPipe],
  providers: [provideTranslocoScope('desk', 'users')],
  template: `
    <app-result-frame
      [heading]="'users.bulk.' + data.action + '.result' | transloco"
      [label]="'users.bulk.perPerson' | transloco"
      [isLeft]="refused"
      doneText="users.bulk.done"
      leftText="users.bulk.refused"
      tone="danger"
      (dismissed)="dialog.close()"
    >
      <ng-template [appTableRow]="data.rows" let-row>
        <bdi dir="ltr">{{ row.email ?? row.id }}</bdi>
        @if (row.ok) {
          <small>{{ 'users.bulk.ok' | transloco }}</small>
        } @else if (row.message) {
          <!-- The server says it in English. -->
          <small lang="en" dir="ltr">{{ row.message }}</small>
        } @else {
          <small>{{ 'users.bulk.no' | transloco }}</small>
        }
      </ng-template>
    </app-result-frame>
  `,
})
export class BulkResultDialog {
  protected readonly data = inject<BulkResultData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef>(DialogRef);
  protected readonly refused = (row: BulkResult): boolean => !row.ok;
}
