import type { CatalogueSort } from '@classy-book/contracts/catalogue';
import type { CatalogueEntryDocument } from './catalogue-entry.schema.js';

/** The sorts of the list itself; by relevance only hits of a search are sorted. */
export type ListedSort = Exclude<CatalogueSort, 'relevance'>;

interface SortRule {
  readonly field: 'publishedAt' | 'learners' | 'ratingAverage' | 'titleKey';
  readonly direction: 1 | -1;
  readonly kind: 'string' | 'number';
  /** The value of a cursor as it is stored. */
  readonly stored: (value: string | number | null) => unknown;
  readonly valueOf: (entry: CatalogueEntryDocument) => string | number | null;
}

const asItIs = (value: string | number | null) => value;

const sorts: Readonly<Record<ListedSort, SortRule>> = {
  newest: {
    ...{ field: 'publishedAt', direction: -1, kind: 'number' },
    stored: (value) => new Date(Number(value)),
    valueOf: ({ publishedAt }) => publishedAt.getTime(),
  },
  popular: { field: 'learners', direction: -1, kind: 'number', stored: asItIs, valueOf: ({ learners }) => learners },
  rating: {
    ...{ field: 'ratingAverage', direction: -1, kind: 'number' },
    stored: asItIs,
    valueOf: ({ ratingAverage }) => ratingAverage,
  },
  title: { field: 'titleKey', direction: 1, kind: 'string', stored: asItIs, valueOf: ({ titleKey }) => titleKey },
};

/** What a sort goes by. */
export function catalogueSort(sort: ListedSort): SortRule {
  return sorts[sort];
}
