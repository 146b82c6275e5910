import { Component, computed, input, output } from '@angular/core';
import type { DeskFile } from '@classy-book/contracts/file-desk';
import { TranslocoPipe } from '@jsverse/transloco';
import { DataTable } from '../../../../shared/components/data-table/data-table';
import { WalkedTable } from '../../../../shared/components/data-table/list-table';
import { TableRow } from '../../../../shared/components/data-table/table-row';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../../shared/components/icon/icon';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { iconOf, ownerName } from '../../../../shared/files/file-kind';
import { FileSizePipe } from '../../../../shared/texts/file-size-pipe';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import type { ColumnName } from '../columns';
import type { StoredState } from '../files-filter';

const ROW = 44;
const CARD = 92;
const tones: Readonly<Record<StoredState, string>> = {
  uploading: 'neutral',
  checking: 'info',
  stored: 'ok',
  refused: 'danger',
  deleting: 'warn',
};

/** The files. */
@Component({
  selector: 'app-files-table',
  imports: [CountPipe, DataTable, EmptyState, FileSizePipe, Icon, TableRow, TimeAgo, TranslocoPipe],
  templateUrl: './files-table.html',
  styleUrls: [
    '../../../../shared/components/data-table/list-table.css',
    '../../../../shared/components/data-table/choice-column.css',
    './files-table.css',
  ],
})
export class FilesTable extends WalkedTable<DeskFile, ColumnName> {
  readonly files = input.required<readonly DeskFile[]>();
  readonly selected = input.required<ReadonlySet<string>>();
  /** True where no other can be chosen. */
  readonly full = input(false);
  /** The id of the file that is open. */
  readonly open = input<string | null>(null);

  readonly sorted = output<string>();
  readonly toggled = output<string>();
  readonly opened = output<string>();

  protected readonly iconOf = iconOf;
  protected readonly nameOf = ownerName;
  protected readonly tones = tones;
  protected readonly rows = this.files;
  protected readonly rowHeight = computed(() => (this.cards() ? CARD : ROW));

  /** Gives the focus back to the row of a file. */
  focus(id: string): void {
    const index = this.files().findIndex((file) => file.id === id);
    if (index >= 0) this.reveal(index);
  }
}
