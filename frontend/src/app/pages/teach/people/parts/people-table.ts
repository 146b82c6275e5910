import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CoursePerson } from '@classy-book/contracts/course-people';
import type { EnrolmentStatus } from '@classy-book/contracts/enrolments';
import { TranslocoPipe } from '@jsverse/transloco';
import { DataTable } from '../../../../shared/components/data-table/data-table';
import { ListTable } from '../../../../shared/components/data-table/list-table';
import { TableRow } from '../../../../shared/components/data-table/table-row';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../../shared/components/icon/icon';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import type { PeopleColumn } from '../people-filter';

const ROW = 52;
const CARD = 96;

const tones: Readonly<Record<EnrolmentStatus, string>> = {
  pending: 'warn',
  rejected: 'neutral',
  active: 'ok',
  completed: 'info',
  expired: 'neutral',
  refunded: 'neutral',
  removed: 'neutral',
};

/** The people of a course. */
@Component({
  selector: 'app-people-table',
  imports: [CountPipe, DataTable, EmptyState, Icon, RouterLink, TableRow, TimeAgo, TranslocoPipe],
  templateUrl: './people-table.html',
  styleUrls: [
    '../../../../shared/components/data-table/list-table.css',
    '../../../../shared/components/data-table/choice-column.css',
    './people-table.css',
  ],
})
export class PeopleTable extends ListTable<PeopleColumn> {
  /** The id of the course. */
  readonly course = input.required<string>();
  readonly people = input.required<readonly CoursePerson[]>();
  readonly selected = input.required<ReadonlySet<string>>();
  /** True where nobody else can be chosen. */
  readonly full = input(false);
  readonly sorted = output<string>();
  readonly toggled = output<string>();
  readonly invited = output();

  protected readonly tones = tones;
  protected readonly rowHeight = computed(() => (this.cards() ? CARD : ROW));
}
