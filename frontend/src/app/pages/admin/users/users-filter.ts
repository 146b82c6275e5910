import { userFilterSchema, userSorts, userStates, type UserState } from '@classy-book/contracts/users';

export type UserSort = (typeof userSorts)[number];
export type SecondFactorFilter = 'on' | 'off';

/** What the list shows and in which order. Empty words and lists keep everybody. */
export interface UsersFilter {
  readonly search: string;
  /** The key of a role. */
  readonly role: string | null;
  readonly states: readonly UserState[];
  readonly secondFactor: SecondFactorFilter | null;
  readonly sort: UserSort;
}

export const noFilter: UsersFilter = { search: '', role: null, states: [], secondFactor: null, sort: 'email' };

const { search: searchSchema, role: roleSchema } = userFilterSchema.shape;

/** Reads the filter from the URL; what cannot be understood is left out. */
export function filterFromUrl(read: (name: string) => string | null): UsersFilter {
  const wanted = (read('state') ?? '').split(',');
  const secondFactor = read('secondFactor');
  return {
    search: searchSchema.safeParse(read('search') ?? undefined).data ?? '',
    role: roleSchema.safeParse(read('role') ?? undefined).data ?? null,
    states: userStates.filter((state) => wanted.includes(state)),
    secondFactor: secondFactor === 'on' || secondFactor === 'off' ? secondFactor : null,
    sort: userSorts.find((sort) => sort === read('sort')) ?? noFilter.sort,
  };
}

/** Writes the filter for the URL; null takes a name out of it. */
export function filterToUrl(filter: UsersFilter): Readonly<Record<string, string | null>> {
  return {
    search: filter.search || null,
    role: filter.role,
    state: filter.states.join(',') || null,
    secondFactor: filter.secondFactor,
    sort: filter.sort === noFilter.sort ? null : filter.sort,
  };
}

/** The query of the API, without the order: what the list and the export share. */
export function filterToQuery(filter: UsersFilter): Readonly<Record<string, string>> {
  const { sort: _, ...named } = filterToUrl(filter);
  return Object.fromEntries(Object.entries(named).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

/** True where somebody is kept out of the list. */
export function isFiltered(filter: UsersFilter): boolean {
  return Object.keys(filterToQuery(filter)).length > 0;
}

/** The columns that can be sorted by, and the order that is wanted first. */
const sortable = { person: 'email', lastSeen: '-lastSeenAt', created: '-createdAt' } as const;
export type SortableColumn = keyof typeof sortable;

export function isSortable(column: string): column is SortableColumn {
  return column in sortable;
}

/** How a column is sorted now. */
export function sortOf(column: SortableColumn, sort: UserSort): 'ascending' | 'descending' | 'none' {
  if (sort.replace('-', '') !== sortable[column].replace('-', '')) return 'none';
  return sort.startsWith('-') ? 'descending' : 'ascending';
}

/** The order after a press on the heading of a column: the other way round, or the one that is wanted first. */
export function nextSort(column: SortableColumn, sort: UserSort): UserSort {
  const turned = userSorts.find((candidate) => candidate === (sort.startsWith('-') ? sort.slice(1) : `-${sort}`));
  return sortOf(column, sort) === 'none' ? sortable[column] : (turned ?? sort);
}
