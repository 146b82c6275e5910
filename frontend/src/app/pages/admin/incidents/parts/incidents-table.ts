import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Incident } from '@classy-book/contracts/incidents';
import { TranslocoPipe } from '@jsverse/transloco';
import { shownRange } from '../../../../shared/components/address/cidr';
import { DataTable } from '../../../../shared/components/data-table/data-table';
import { WalkedTable } from '../../../../shared/components/data-table/list-table';
import { TableRow } from '../../../../shared/components/data-table/table-row';
import { EmptyState } from '../../../../shared/components/empty-state/empty-state';
import { Icon } from '../../../../shared/components/icon/icon';
import { TimeAgo } from '../../../../shared/components/time-ago/time-ago';
import { IncidentNamePipe } from '../../../../shared/desk/incident-name';
import { IncidentStateTag, SeverityTag } from '../../../../shared/desk/incident-tags';
import { CountPipe } from '../../../../shared/texts/format-pipes';
import { PluralPipe } from '../../../../shared/texts/plural-pipe';
import type { ColumnName } from '../columns';

const ROW = 48;
const CARD = 92;

/** The incidents. */
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
export class IncidentsTable extends WalkedTable<Incident, ColumnName> {
  readonly incidents = input.required<readonly Incident[]>();
  /** Incidents that are waiting to be shown. */
  readonly newCount = input(0);

  readonly sorted = output<string>();
  readonly newWanted = output();

  protected readonly shownRange = shownRange;
  protected readonly rows = this.incidents;
  protected readonly rowHeight = computed(() => (this.cards() ? CARD : ROW));

  /** How many networks there are besides the first. Only the first five are named; single addresses are counted as such. */
  protected otherNetworks({ networks, counts }: Incident): number {
    const single = networks.every((network) => !shownRange(network).includes('/'));
    return (single ? Math.max(networks.length, counts.addresses) : networks.length) - 1;
  }
}
