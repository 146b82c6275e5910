import { Component, computed, input, output } from '@angular/core';
import type { BlockRecord } from '@classy-book/contracts/blocking';
import { TranslocoPipe } from '@jsverse/transloco';
import { AddressView } from '../../../../shared/components/address/address';
import { shownRange } from '../../../../shared/components/address/cidr';
import { BlockReason } from '../../../../shared/components/block-reason/block-reason';
import { DataTable } from '../../../../shared/components/data-table/data-table';
import { ListTable } from '../../../../shared/components/data-table/list-table';
import { TableRow } from '../../../../shared/components/data-table/table-row';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../../shared/components/icon/icon';
import { Countdown } from '../../../../shared/components/time-ago/countdown';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { CountPipe, FullTimePipe } from '../../../../shared/texts/format-pipes';
import { isInForce } from '../blocked-filter';

export const columnNames = ['select', 'range', 'reason', 'source', 'hits', 'ends', 'by', 'since', 'action'] as const;
export type ColumnName = (typeof columnNames)[number];
const ROW = 44;
const CARD = 78;

/** The blocks. */
@Component({
  selector: 'app-blocked-table',
  imports: [
    AddressView,
    BlockReason,
    CountPipe,
    Countdown,
    DataTable,
    EmptyState,
    FullTimePipe,
    Icon,
    TableRow,
    TimeAgo,
    TranslocoPipe,
  ],
  templateUrl: './blocked-table.html',
  styleUrls: [
    '../../../../shared/components/data-table/list-table.css',
    '../../../../shared/components/data-table/choice-column.css',
    './blocked-table.css',
  ],
})
export class BlockedTable extends ListTable<ColumnName> {
  readonly blocks = input.required<readonly BlockRecord[]>();
  /** Whether this administrator may block and unblock. */
  readonly allowed = input(false);
  /** The ids of the blocks that are chosen. */
  readonly selected = input.required<ReadonlySet<string>>();

  readonly sorted = output<string>();
  readonly toggled = output<string>();
  readonly unblocked = output<BlockRecord>();
  readonly blockedAgain = output<BlockRecord>();
  readonly historyAsked = output<BlockRecord>();

  protected readonly shownRange = shownRange;
  protected readonly rowHeight = computed(() => (this.cards() ? CARD : ROW));

  protected inForce(block: BlockRecord): boolean {
    return isInForce(block, this.now());
  }
}
