import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import { TranslocoPipe, provideTranslocoScope } from '@jsverse/transloco';
import { TableRow } from '../components/data-table/table-row';
import { ResultFrame } from '../components/dialog/result-frame';
import { PluralPipe } from '../texts/plural-pipe';
import type { DeletableFile } from './delete-dialog';
import { UsesList } from './uses-list';

/** What became of a file: a used one stayed, with what uses it now. */
type DeletedFile = DeletableFile & { readonly outcome: 'deleted' | 'missing' | 'used' };

export interface DeleteResultData {
  readonly rows: readonly DeletedFile[];
  /** How many of those that stayed may go all the same, if that is wanted. */
  readonly forcible: number;
}

/** How a deletion went for each file. Closes with true where those that stayed are to go too, now that their uses were shown. */
@Component({
  selector: 'app-delete-result-dialog',
  imports: [PluralPipe, ResultFrame, TableRow, TranslocoPipe, UsesList],
  providers: [provideTranslocoScope('desk', 'storage')],
  template: `
    <app-result-frame
      [heading]="'storage.delete.result' | transloco"
      [label]="'storage.delete.perFile' | transloco"
      [isLeft]="kept"
      doneText="storage.delete.deleted"
      leftText="storage.delete.kept"
      tone="warn"
      (dismissed)="dialog.close()"
    >
      <ng-template [appTableRow]="data.rows" let-row>
        <bdi>{{ row.name }}</bdi>
        @switch (row.outcome) {
          @case ('used') {
            <small>{{ 'storage.delete.usedRow' | transloco }}</small>
            <app-uses-list [uses]="row.uses" />
          }
          @case ('missing') {
            <small>{{ 'storage.delete.missingRow' | transloco }}</small>
          }
          @default {
            <small>{{ 'storage.delete.okRow' | transloco }}</small>
          }
        }
      </ng-template>
      @if (data.forcible > 0) {
        <button actions type="button" class="btn danger" (click)="dialog.close(true)">
          {{ data.forcible | plural: 'storage.delete.evenSo' }}
        </button>
      }
    </app-result-frame>
  `,
})
export class DeleteResultDialog {
  protected readonly data = inject<DeleteResultData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
  protected readonly kept = ({ outcome }: DeletedFile): boolean => outcome === 'used';
}
