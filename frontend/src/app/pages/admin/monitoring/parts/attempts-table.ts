import { Component, computed, input, output, viewChild } from '@angular/core';
import type { LoginAttempt } from '@classy-book/contracts/attempts';
import { TranslocoPipe } from '@jsverse/transloco';
import { AddressView } from '../../../../shared/components/address/address';
import { DataTable, type Column, type TableState } from '../../../../shared/components/data-table/data-table';
import { TableRow } from '../../../../shared/components/data-table/table-row';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../../shared/components/icon/icon';
import { OutcomeTag } from '../../../../shared/components/outcome-tag/outcome-tag';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import type { SortOrder } from '../attempt-filter';
import type { ColumnName } from '../columns';

const ROW = 36;
const CARD = 66;

/** The attempts, newest or oldest first. Injects nothing: the page says what is shown and does what is asked for. */
@Component({
  selector: 'app-attempts-table',
  imports: [AddressView, DataTable, EmptyState, Icon, OutcomeTag, PluralPipe, TableRow, TimeAgo, TranslocoPipe],
  templateUrl: './attempts-table.html',
  styleUrls: ['../../../../shared/components/data-table/list-table.css', './attempts-table.css'],
})
export class AttemptsTable {
  readonly attempts = input.required<readonly LoginAttempt[]>();
  readonly columns = input.required<readonly (Column & { readonly key: ColumnName })[]>();
  readonly label = input.required<string>();
  readonly state = input.required<TableState>();
  /** What went wrong where the state is `failed`. */
  readonly problem = input<string | null>(null);
  readonly sort = input.required<SortOrder>();
  readonly now = input.required<number>();
  /** True where rows are drawn as small cards of two lines. */
  readonly cards = input(false);
  readonly selected = input<string | null>(null);
  /** The row that the keyboard stands on: the only one with tab stops. */
  readonly active = input<string | null>(null);
  readonly newCount = input(0);
  readonly more = input(false);
  readonly loadingMore = input(false);
  readonly trimmed = input(false);
  /** True where filters keep something out, which may be why nothing is shown. */
  readonly filtered = input(false);
  readonly isBlocked = input.required<(address: string) => boolean>();
  readonly isLocked = input.required<(email: string) => boolean>();

  readonly opened = output<LoginAttempt>();
  readonly sorted = output<SortOrder>();
  readonly hovered = output<boolean>();
  readonly focused = output<boolean>();
  readonly scrolledAway = output<boolean>();
  readonly endReached = output();
  readonly newWanted = output();
  readonly retried = output();
  readonly cleared = output();

  protected readonly rowHeight = computed(() => (this.cards() ? CARD : ROW));
  protected readonly tabStop = computed(() => this.active() ?? this.attempts()[0]?.id ?? null);
  private readonly table = viewChild.required<DataTable<LoginAttempt>>(DataTable);

  /** Scrolls a row into view and gives it the focus. */
  reveal(index: number): void {
    this.table().reveal(index);
  }

  protected shows(column: ColumnName): boolean {
    return this.columns().some(({ key }) => key === column);
  }

  protected turn(): void {
    this.sorted.emit(this.sort() === '-timestamp' ? 'timestamp' : '-timestamp');
  }
}
