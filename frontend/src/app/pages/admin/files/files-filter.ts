import {
  fileFilterSchema,
  fileSorts,
  storageKinds,
  storedStates,
  type DeskFile,
  type StorageKind,
} from '@classy-book/contracts/file-desk';
import { filePurposes, type FilePurpose } from '@classy-book/contracts/files';

export type FileSort = (typeof fileSorts)[number];
export type StoredState = DeskFile['state'];
export type UseFilter = 'used' | 'unused';

/** What the list shows, in which order, and the file that is open. Empty words and lists keep everything. */
export interface FilesFilter {
  readonly search: string;
  readonly purposes: readonly FilePurpose[];
  readonly states: readonly StoredState[];
  readonly storage: StorageKind | null;
  readonly use: UseFilter | null;
  readonly ownerId: string | null;
  readonly courseId: string | null;
  readonly sort: FileSort;
  /** The id of the file that is open. */
  readonly file: string | null;
}

export const noFilter: FilesFilter = {
  search: '',
  purposes: [],
  states: [],
  storage: null,
  use: null,
  ownerId: null,
  courseId: null,
  sort: '-createdAt',
  file: null,
};

const { search: searchSchema } = fileFilterSchema.shape;
const ID = /^[0-9a-f]{24}$/;

/** Reads the filter from the URL; what cannot be understood is left out. */
export function filterFromUrl(read: (name: string) => string | null): FilesFilter {
  const some = <T extends string>(name: string, all: readonly T[]): readonly T[] => {
    const wanted = (read(name) ?? '').split(',');
    return all.filter((value) => wanted.includes(value));
  };
  const id = (name: string): string | null => {
    const value = read(name) ?? '';
    return ID.test(value) ? value : null;
  };
  const unused = read('unused');
  return {
    search: searchSchema.safeParse(read('search') ?? undefined).data ?? '',
    purposes: some('purpose', filePurposes),
    states: some('state', storedStates),
    storage: storageKinds.find((kind) => kind === read('storage')) ?? null,
    use: unused === 'true' ? 'unused' : unused === 'false' ? 'used' : null,
    ownerId: id('ownerId'),
    courseId: id('courseId'),
    sort: fileSorts.find((sort) => sort === read('sort')) ?? noFilter.sort,
    file: id('file'),
  };
}

/** Writes the filter for the URL; null takes a name out of it. */
export function filterToUrl(filter: FilesFilter): Readonly<Record<string, string | null>> {
  return {
    search: filter.search || null,
    purpose: filter.purposes.join(',') || null,
    state: filter.states.join(',') || null,
    storage: filter.storage,
    unused: filter.use === null ? null : String(filter.use === 'unused'),
    ownerId: filter.ownerId,
    courseId: filter.courseId,
    sort: filter.sort === noFilter.sort ? null : filter.sort,
    file: filter.file,
  };
}

/** The query of the API, without the order: what the list and the export share. */
export function filterToQuery(filter: FilesFilter): Readonly<Record<string, string>> {
  const { sort: _sort, file: _file, ...named } = filterToUrl(filter);
  return Object.fromEntries(Object.entries(named).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

/** True where something is kept out of the list. */
export function isFiltered(filter: FilesFilter): boolean {
  return Object.keys(filterToQuery(filter)).length > 0;
}

/** The columns that can be sorted by, and the order that is wanted first. */
const sortable = { size: '-size', created: '-createdAt' } as const;
export type SortableColumn = keyof typeof sortable;

export function isSortable(column: string): column is SortableColumn {
  return column in sortable;
}

/** How a column is sorted now. */
export function sortOf(column: SortableColumn, sort: FileSort): 'ascending' | 'descending' | 'none' {
  if (sort.replace('-', '') !== sortable[column].replace('-', '')) return 'none';
  return sort.startsWith('-') ? 'descending' : 'ascending';
}

/** The order after a press on the heading of a column: the other way round, or the one that is wanted first. */
export function nextSort(column: SortableColumn, sort: FileSort): FileSort {
  const order = sortOf(column, sort);
  if (order === 'none') return sortable[column];
  return fileSorts.find((one) => one === (order === 'descending' ? sort.slice(1) : `-${sort}`)) ?? sort;
}
