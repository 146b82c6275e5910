import { Component, computed, input, output } from '@angular/core';
import type { BlockRecord } from '@classy-book/contracts/blocking';
import { TranslocoPipe } from '@jsverse/transloco';
import { AddressView } from '../../../../shared/components/address/address';
import { shownRange } from '../../../../shared/components/address/cidr';
import { BlockReason } from '../../../../shared/components/block-reason/block-reason';
import { DataTable, type Column, type TableState } from '../../../../shared/components/data-table/data-table';
import { TableRow } from '../../../../shared/components/data-table/table-row';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../../shared/components/icon/icon';
import { Countdown } from '../../../../shared/components/time-ago/countdown';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { MAX_ROWS } from '../../../../shared/lists/list-rows';
import { CountPipe, FullTimePipe } from '../../../../shared/texts/format-pipes';
import { isInForce } from '../blocked-filter';

export const columnNames = ['select', 'range', 'reason', 'source', 'hits', 'ends', 'by', 'since', 'action'] as const;
export type ColumnName = (typeof columnNames)[number];
const ROW = 44;
const CARD = 78;

/** The blocks. Injects nothing: the page says what is shown and does what is asked for. */
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
  styleUrls: ['../../../../shared/components/data-table/list-table.css', './blocked-table.css'],
})
export class BlockedTable {
  readonly blocks = input.required<readonly BlockRecord[]>();
  readonly columns = input.required<readonly (Column & { readonly key: ColumnName })[]>();
  readonly label = input.required<string>();
  readonly state = input.required<TableState>();
  /** What went wrong where the state is `failed`. */
  readonly problem = input<string | null>(null);
  readonly now = input.required<number>();
  /** True where rows are drawn as small cards. */
  readonly cards = input(false);
  readonly filtered = input(false);
  readonly more = input(false);
  readonly loadingMore = input(false);
  /** Whether this administrator may block and unblock. */
  readonly allowed = input(false);
  /** The ids of the blocks that are chosen. */
  readonly selected = input.required<ReadonlySet<string>>();

  readonly endReached = output();
  readonly retried = output();
  readonly cleared = output();
  readonly sorted = output<string>();
  readonly toggled = output<string>();
  readonly unblocked = output<BlockRecord>();
  readonly blockedAgain = output<BlockRecord>();
  readonly historyAsked = output<BlockRecord>();

  protected readonly most = MAX_ROWS;
  protected readonly shownRange = shownRange;
  protected readonly rowHeight = computed(() => (this.cards() ? CARD : ROW));

  protected inForce(block: BlockRecord): boolean {
    return isInForce(block, this.now());
  }
}
