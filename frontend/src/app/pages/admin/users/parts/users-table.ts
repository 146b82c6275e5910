import { Component, computed, input, output, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { UserListItem } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { fullNameOf } from '../../../../core/services/person';
import { DataTable, type Column, type TableState } from '../../../../shared/components/data-table/data-table';
import { TableRow } from '../../../../shared/components/data-table/table-row';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../../shared/components/icon/icon';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { RoleName } from '../../../../shared/people/role-name';
import { UserStates } from '../../../../shared/people/user-states';
import { MAX_ROWS } from '../../../../shared/lists/list-rows';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import type { ColumnName } from '../columns';

const ROW = 52;
const CARD = 92;

/** The people. Injects nothing: the page says what is shown and does what is asked for. */
@Component({
  selector: 'app-users-table',
  imports: [CountPipe, DataTable, EmptyState, Icon, RoleName, RouterLink, TableRow, TimeAgo, TranslocoPipe, UserStates],
  templateUrl: './users-table.html',
  styleUrls: ['../../../../shared/components/data-table/list-table.css', './users-table.css'],
})
export class UsersTable {
  readonly users = input.required<readonly UserListItem[]>();
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
  readonly selected = input.required<ReadonlySet<string>>();
  /** True where nobody else can be chosen. */
  readonly full = input(false);
  /** The person that the keyboard stands on: the only row with tab stops. */
  readonly active = input<string | null>(null);

  readonly sorted = output<string>();
  readonly toggled = output<string>();
  readonly endReached = output();
  readonly retried = output();
  readonly cleared = output();

  protected readonly most = MAX_ROWS;
  protected readonly nameOf = fullNameOf;
  protected readonly rowHeight = computed(() => (this.cards() ? CARD : ROW));
  protected readonly tabStop = computed(() => this.active() ?? this.users()[0]?.id ?? null);
  private readonly table = viewChild.required<DataTable<UserListItem>>(DataTable);

  /** Scrolls a row into view and gives it the focus. */
  reveal(index: number): void {
    this.table().reveal(index);
  }

  protected shows(column: ColumnName): boolean {
    return this.columns().some(({ key }) => key === column);
  }
}
