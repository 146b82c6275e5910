import { Component, computed, input, output, viewChild } from '@angular/core';
import type { AuditEntry } from '@classy-book/contracts/audit';
import { TranslocoPipe } from '@jsverse/transloco';
import { activityKey } from '../../../../shared/audit/action-text';
import { DataTable } from '../../../../shared/components/data-table/data-table';
import { ListTable } from '../../../../shared/components/data-table/list-table';
import { TableRow } from '../../../../shared/components/data-table/table-row';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';

const ROW = 36;
const CARD = 72;

/** The records of the audit log. */
@Component({
  selector: 'app-audit-table',
  imports: [DataTable, EmptyState, TableRow, TimeAgo, TranslocoPipe],
  templateUrl: './audit-table.html',
  styleUrls: ['../../../../shared/components/data-table/list-table.css', './audit-table.css'],
})
export class AuditTable extends ListTable<string> {
  readonly entries = input.required<readonly AuditEntry[]>();
  /** The record that is open. */
  readonly open = input<string | null>(null);

  readonly opened = output<string>();
  readonly sorted = output<string>();

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
