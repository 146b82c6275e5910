import { Component, computed, input, output } from '@angular/core';
import type { LoginAttempt } from '@classy-book/contracts/attempts';
import { TranslocoPipe } from '@jsverse/transloco';
import { AddressView } from '../../../../shared/components/address/address';
import { DataTable } from '../../../../shared/components/data-table/data-table';
import { WalkedTable } from '../../../../shared/components/data-table/list-table';
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

/** The attempts, newest or oldest first. */
@Component({
  selector: 'app-attempts-table',
  imports: [AddressView, DataTable, EmptyState, Icon, OutcomeTag, PluralPipe, TableRow, TimeAgo, TranslocoPipe],
  templateUrl: './attempts-table.html',
  styleUrls: ['../../../../shared/components/data-table/list-table.css', './attempts-table.css'],
})
export class AttemptsTable extends WalkedTable<LoginAttempt, ColumnName> {
  readonly attempts = input.required<readonly LoginAttempt[]>();
  readonly sort = input.required<SortOrder>();
  readonly selected = input<string | null>(null);
  readonly newCount = input(0);
  readonly trimmed = input(false);
  readonly isBlocked = input.required<(address: string) => boolean>();
  readonly isLocked = input.required<(email: string) => boolean>();

  readonly opened = output<LoginAttempt>();
  readonly sorted = output<SortOrder>();
  readonly hovered = output<boolean>();
  readonly focused = output<boolean>();
  readonly scrolledAway = output<boolean>();
  readonly newWanted = output();

  protected readonly rows = this.attempts;
  protected readonly rowHeight = computed(() => (this.cards() ? CARD : ROW));

  protected turn(): void {
    this.sorted.emit(this.sort() === '-timestamp' ? 'timestamp' : '-timestamp');
  }
}
