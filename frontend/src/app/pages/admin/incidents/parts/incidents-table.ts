import { Component, computed, input, output, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Incident } from '@classy-book/contracts/incidents';
import { TranslocoPipe } from '@jsverse/transloco';
import { shownRange } from '../../../../shared/components/address/cidr';
import { DataTable, type Column, type TableState } from '../../../../shared/components/data-table/data-table';
import { TableRow } from '../../../../shared/components/data-table/table-row';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../../shared/components/icon/icon';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { IncidentNamePipe } from '../../../../shared/desk/incident-name';
import { IncidentStateTag, SeverityTag } from '../../../../shared/desk/incident-tags';
import { MAX_ROWS } from '../../../../shared/lists/list-rows';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import type { ColumnName } from '../columns';

const ROW = 48;
const CARD = 92;

/** The incidents. Injects nothing: the page says what is shown and does what is asked for. */
@Component({
  selector: 'app-incidents-table',
  imports: [
    CountPipe,
    DataTable,
    EmptyState,
    Icon,
    IncidentNamePipe,
    IncidentStateTag,
    PluralPipe,
    RouterLink,
    SeverityTag,
    TableRow,
    TimeAgo,
    TranslocoPipe,
  ],
  templateUrl: './incidents-table.html',
  styleUrls: ['../../../../shared/components/data-table/list-table.css', './incidents-table.css'],
})
export class IncidentsTable {
  readonly incidents = input.required<readonly Incident[]>();
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
  /** The incident that the keyboard stands on: the only row with tab stops. */
  readonly active = input<string | null>(null);
  /** Incidents that are waiting to be shown. */
  readonly newCount = input(0);

  readonly sorted = output<string>();
  readonly endReached = output();
  readonly newWanted = output();
  readonly retried = output();
  readonly cleared = output();

  protected readonly most = MAX_ROWS;
  protected readonly shownRange = shownRange;
  protected readonly rowHeight = computed(() => (this.cards() ? CARD : ROW));
  protected readonly tabStop = computed(() => this.active() ?? this.incidents()[0]?.id ?? null);
  private readonly table = viewChild.required<DataTable<Incident>>(DataTable);

  /** Scrolls a row into view and gives it the focus. */
  reveal(index: number): void {
    this.table().reveal(index);
  }

  /** How many networks there are besides the first. Only the first five are named; single addresses are counted as such. */
  protected otherNetworks({ networks, counts }: Incident): number {
    const single = networks.every((network) => !shownRange(network).includes('/'));
    return (single ? Math.max(networks.length, counts.addresses) : networks.length) - 1;
  }

  protected shows(column: ColumnName): boolean {
    return this.columns().some(({ key }) => key === column);
  }
}
