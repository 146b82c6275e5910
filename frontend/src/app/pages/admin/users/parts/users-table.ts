import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { UserListItem } from '@classy-book/contracts/users';
import { TranslocoPipe } from '@jsverse/transloco';
import { fullNameOf } from '../../../../core/services/person';
import { Avatar } from '../../../../shared/components/avatar/avatar';
import { DataTable } from '../../../../shared/components/data-table/data-table';
import { WalkedTable } from '../../../../shared/components/data-table/list-table';
import { TableRow } from '../../../../shared/components/data-table/table-row';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../../shared/components/icon/icon';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { RoleName } from '../../../../shared/people/role-name';
import { UserStates } from '../../../../shared/people/user-states';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import type { ColumnName } from '../columns';

const ROW = 52;
const CARD = 92;

/** The people. */
@Component({
  selector: 'app-users-table',
  imports: [
    Avatar,
    CountPipe,
    DataTable,
    EmptyState,
    Icon,
    RoleName,
    RouterLink,
    TableRow,
    TimeAgo,
    TranslocoPipe,
    UserStates,
  ],
  templateUrl: './users-table.html',
  styleUrls: [
    '../../../../shared/components/data-table/list-table.css',
    '../../../../shared/components/data-table/choice-column.css',
    './users-table.css',
  ],
})
export class UsersTable extends WalkedTable<UserListItem, ColumnName> {
  readonly users = input.required<readonly UserListItem[]>();
  readonly selected = input.required<ReadonlySet<string>>();
  /** True where nobody else can be chosen. */
  readonly full = input(false);

  readonly sorted = output<string>();
  readonly toggled = output<string>();

  protected readonly nameOf = fullNameOf;
  protected readonly rows = this.users;
  protected readonly rowHeight = computed(() => (this.cards() ? CARD : ROW));
}
