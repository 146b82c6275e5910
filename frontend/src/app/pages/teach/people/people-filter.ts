import {
  peopleSorts,
  progressBands,
  riskKinds,
  type PeopleSort,
  type RiskKind,
} from '@classy-book/contracts/course-people';
import {
  enrolmentSources,
  enrolmentStatuses,
  type EnrolmentSource,
  type EnrolmentStatus,
} from '@classy-book/contracts/enrolments';

export type ProgressBand = (typeof progressBands)[number];

/** What the list shows and in which order. Empty words and lists keep everybody but those who were removed. */
export interface PeopleListFilter {
  readonly q: string;
  readonly statuses: readonly EnrolmentStatus[];
  readonly sources: readonly EnrolmentSource[];
  readonly progress: ProgressBand | null;
  readonly risk: RiskKind | null;
  readonly sort: PeopleSort;
}

export const noFilter: PeopleListFilter = {
  q: '',
  statuses: [],
  sources: [],
  progress: null,
  risk: null,
  sort: 'name',
};

/** Reads the filter from the URL; what cannot be understood is left out. */
export function filterFromUrl(read: (name: string) => string | null): PeopleListFilter {
  const list = (name: string): string[] => (read(name) ?? '').split(',');
  return {
    q: (read('q') ?? '').slice(0, 100),
    statuses: enrolmentStatuses.filter((status) => list('status').includes(status)),
    sources: enrolmentSources.filter((source) => list('source').includes(source)),
    progress: progressBands.find((band) => band === read('progress')) ?? null,
    risk: riskKinds.find((kind) => kind === read('risk')) ?? null,
    sort: peopleSorts.find((sort) => sort === read('sort')) ?? noFilter.sort,
  };
}

/** Writes the filter for the URL; null takes a name out of it. */
export function filterToUrl(filter: PeopleListFilter): Readonly<Record<string, string | null>> {
  return {
    q: filter.q || null,
    status: filter.statuses.join(',') || null,
    source: filter.sources.join(',') || null,
    progress: filter.progress,
    risk: filter.risk,
    sort: filter.sort === noFilter.sort ? null : filter.sort,
  };
}

/** The query of the API, without the order: what the list and the export share. */
export function filterToQuery(filter: PeopleListFilter): Readonly<Record<string, string>> {
  const { sort: _, ...named } = filterToUrl(filter);
  return Object.fromEntries(Object.entries(named).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

/** The columns of the list; those that can be sorted by have an order that is wanted first. */
export const peopleColumns = ['select', 'person', 'status', 'progress', 'grade', 'lastActivity', 'enrolled'] as const;
export type PeopleColumn = (typeof peopleColumns)[number];

const sortable = {
  person: 'name',
  progress: 'progress',
  lastActivity: '-lastActivity',
  enrolled: '-enrolledAt',
} as const satisfies Partial<Record<PeopleColumn, PeopleSort>>;
export type SortableColumn = keyof typeof sortable;

export function isSortable(column: string): column is SortableColumn {
  return column in sortable;
}

/** How a column is sorted now. */
export function sortOf(column: SortableColumn, sort: PeopleSort): 'ascending' | 'descending' | 'none' {
  if (sort.replace('-', '') !== sortable[column].replace('-', '')) return 'none';
  return sort.startsWith('-') ? 'descending' : 'ascending';
}

/** The order after a press on the heading of a column: the other way round, or the one that is wanted first. */
export function nextSort(column: SortableColumn, sort: PeopleSort): PeopleSort {
  const turned = peopleSorts.find((candidate) => candidate === (sort.startsWith('-') ? sort.slice(1) : `-${sort}`));
  return sortOf(column, sort) === 'none' ? sortable[column] : (turned ?? sort);
}
