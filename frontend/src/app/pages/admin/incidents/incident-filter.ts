import {
  incidentKinds,
  incidentSeverities,
  incidentStates,
  type Incident,
  type IncidentKind,
  type IncidentSeverity,
  type IncidentState,
} from '@classy-book/contracts/incidents';
import { plainText } from '@classy-book/contracts/primitives';
import { covers, parseRange } from '../../../shared/components/address/cidr';

export const timeRanges = { '24h': 1, '7d': 7, '30d': 30, '90d': 90 } as const;
export type TimeRange = keyof typeof timeRanges;
export const assignees = ['me', 'none'] as const;
type AssigneeFilter = (typeof assignees)[number];
export const incidentSorts = ['-lastSeen', 'lastSeen', '-detectedAt', 'detectedAt', '-severity', 'severity'] as const;
type IncidentSort = (typeof incidentSorts)[number];

/** What the list shows and in which order. Empty lists and texts keep everything. */
export interface IncidentsFilter {
  readonly states: readonly IncidentState[];
  readonly severities: readonly IncidentSeverity[];
  readonly kinds: readonly IncidentKind[];
  readonly assignee: AssigneeFilter | null;
  readonly account: string;
  readonly address: string;
  /** Seen within this time; null is ever. */
  readonly range: TimeRange | null;
  /** Shows what rules found that only watch, instead of the others. */
  readonly dryRun: boolean;
  readonly sort: IncidentSort;
}

export const noFilter: IncidentsFilter = {
  states: [],
  severities: [],
  kinds: [],
  assignee: null,
  account: '',
  address: '',
  range: null,
  dryRun: false,
  sort: '-lastSeen',
};

const accountText = plainText(1, 254);

/** Reads the filter from the URL; what cannot be understood is left out. */
export function filterFromUrl(read: (name: string) => string | null): IncidentsFilter {
  const list = <T extends string>(name: string, known: readonly T[]): readonly T[] => {
    const given = (read(name) ?? '').split(',');
    return known.filter((value) => given.includes(value));
  };
  const account = accountText.safeParse(read('account'));
  const address = (read('address') ?? '').trim();
  return {
    states: list('state', incidentStates),
    severities: list('severity', incidentSeverities),
    kinds: list('kind', incidentKinds),
    assignee: assignees.find((value) => value === read('assignee')) ?? null,
    account: account.success ? account.data.normalize('NFKC').trim().toLowerCase() : '',
    address: parseRange(address) === null ? '' : address,
    range: (Object.keys(timeRanges) as TimeRange[]).find((value) => value === read('range')) ?? null,
    dryRun: read('dryRun') === 'true',
    sort: incidentSorts.find((value) => value === read('sort')) ?? noFilter.sort,
  };
}

/** Writes the filter for the URL; null takes a name out of it. */
export function filterToUrl(filter: IncidentsFilter): Readonly<Record<string, string | null>> {
  return {
    state: filter.states.join(',') || null,
    severity: filter.severities.join(',') || null,
    kind: filter.kinds.join(',') || null,
    assignee: filter.assignee,
    account: filter.account || null,
    address: filter.address || null,
    range: filter.range,
    dryRun: filter.dryRun ? 'true' : null,
    sort: filter.sort === noFilter.sort ? null : filter.sort,
  };
}

/** The query of the API, without the order: what the list and the export share. `now` is the server's clock. */
export function filterToQuery(filter: IncidentsFilter, now: number): Readonly<Record<string, string>> {
  const { sort: _, range, ...named } = filterToUrl(filter);
  const given = Object.entries(named).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  const from = range === null ? [] : [['from', fromOf(filter.range, now)] as const];
  return Object.fromEntries([...given, ...from]);
}

/** True where something is kept out of the usual view. */
export function isFiltered(filter: IncidentsFilter): boolean {
  const { sort: _, ...named } = filterToUrl(filter);
  return Object.values(named).some((value) => value !== null);
}

/** True for an incident that the server would list too, as far as its first accounts and networks tell. */
export function matches(filter: IncidentsFilter, incident: Incident, me: string | null): boolean {
  const among = <T>(wanted: readonly T[], value: T): boolean => wanted.length === 0 || wanted.includes(value);
  if (incident.dryRun !== filter.dryRun) return false;
  if (!among(filter.states, incident.state) || !among(filter.severities, incident.severity)) return false;
  if (filter.kinds.length > 0 && !incident.kinds.some((kind) => filter.kinds.includes(kind))) return false;
  if (filter.assignee === 'none' && incident.assignee !== null) return false;
  if (filter.assignee === 'me' && incident.assignee?.id !== me) return false;
  if (filter.account !== '' && !incident.accounts.includes(filter.account)) return false;
  return filter.address === '' || incident.networks.some((network) => meet(network, filter.address));
}

/** True where one of two ranges holds the other. */
function meet(one: string, other: string): boolean {
  const [first, second] = [parseRange(one), parseRange(other)];
  return first !== null && second !== null && (covers(first, second) || covers(second, first));
}

/** Whole minutes, so that the same filter asks the same question for a while. */
function fromOf(range: TimeRange | null, now: number): string {
  const days = timeRanges[range ?? '30d'];
  return new Date(Math.floor((now - days * 86_400_000) / 60_000) * 60_000).toISOString();
}

/** The columns that can be sorted by, with the order's name in the API. */
const sortable = { severity: 'severity', detected: 'detectedAt', lastSeen: 'lastSeen' } as const;
type SortableColumn = keyof typeof sortable;

export function isSortable(column: string): column is SortableColumn {
  return column in sortable;
}

/** How a column is sorted now. */
export function sortOf(column: SortableColumn, sort: IncidentSort): 'ascending' | 'descending' | 'none' {
  if (sort.replace('-', '') !== sortable[column]) return 'none';
  return sort.startsWith('-') ? 'descending' : 'ascending';
}

/** The order after a press on the heading of a column: the most urgent or newest first, then the other way round. */
export function nextSort(column: SortableColumn, sort: IncidentSort): IncidentSort {
  return sortOf(column, sort) === 'descending' ? sortable[column] : `-${sortable[column]}`;
}
