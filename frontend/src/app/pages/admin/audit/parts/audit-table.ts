import { Component, computed, input, output, viewChild } from '@angular/core';
import type { AuditEntry } from '@classy-book/contracts/audit';
import { TranslocoPipe } from '@jsverse/transloco';
import { activityKey } from '../../../../shared/audit/action-text';
import { DataTable, type Column, type TableState } from '../../../../shared/components/data-table/data-table';
import { TableRow } from '../../../../shared/components/data-table/table-row';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { MAX_ROWS } from '../../../../shared/lists/list-rows';

const ROW = 36;
const CARD = 72;

/** The records of the audit log. Injects nothing: the page says what is shown and does what is asked for. */
@Component({
  selector: 'app-audit-table',
  imports: [DataTable, EmptyState, TableRow, TimeAgo, TranslocoPipe],
  templateUrl: './audit-table.html',
  styleUrls: ['../../../../shared/components/data-table/list-table.css', './audit-table.css'],
})
export class AuditTable {
  readonly entries = input.required<readonly AuditEntry[]>();
  readonly columns = input.required<readonly Column[]>();
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
  /** The record that is open. */
  readonly open = input<string | null>(null);

  readonly opened = output<string>();
  readonly sorted = output<string>();
  readonly endReached = output();
  readonly retried = output();
  readonly cleared = output();

  protected readonly most = MAX_ROWS;
  /** What the log calls those who are no person. */
  protected readonly nobody: readonly string[] = ['system', 'anonymous', 'command line'];
  protected readonly rowHeight = computed(() => (this.cards() ? CARD : ROW));
  protected readonly keyOf = activityKey;
  private readonly table = viewChild.required<DataTable<AuditEntry>>(DataTable);

  /** Gives the focus to the row of a record, where it stands in the list. */
  focus(id: string): void {
    const index = this.entries().findIndex((entry) => entry.id === id);
    if (index >= 0) this.table().reveal(index);
  }
}
