import { catalogueSorts, type CatalogueSort } from '@classy-book/contracts/catalogue';
import { courseCategories, courseLevels, type CourseCategory, type CourseLevel } from '@classy-book/contracts/courses';

/** What the catalogue shows. Null and empty texts keep everything. */
export interface CatalogueFilter {
  readonly q: string;
  readonly category: CourseCategory | null;
  readonly level: CourseLevel | null;
  readonly language: string | null;
  readonly price: 'free' | 'paid' | null;
  readonly tag: string | null;
  readonly sort: CatalogueSort;
}

export const noFilter: CatalogueFilter = {
  ...{ q: '', category: null, level: null, language: null, price: null, tag: null },
  sort: 'relevance',
};

/** Reads the filter from the URL; what cannot be understood is left out. */
export function filterFromUrl(read: (name: string) => string | null): CatalogueFilter {
  const language = read('language');
  return {
    q: plain(read('q') ?? '', 200),
    category: courseCategories.find((one) => one === read('category')) ?? null,
    level: courseLevels.find((one) => one === read('level')) ?? null,
    language: language !== null && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/.test(language) ? language : null,
    price: (['free', 'paid'] as const).find((one) => one === read('price')) ?? null,
    tag: plain(read('tag') ?? '', 40) || null,
    sort: catalogueSorts.find((one) => one === read('sort')) ?? noFilter.sort,
  };
}

/** Writes the filter for the URL; null takes a name out of it. */
export function filterToUrl({ q, sort, ...rest }: CatalogueFilter): Readonly<Record<string, string | null>> {
  return { ...rest, q: q || null, sort: sort === noFilter.sort ? null : sort };
}

/** The query of the API. */
export function filterToQuery(filter: CatalogueFilter): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(filterToUrl(filter)).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

/** How many filters are set, besides words and order. */
export function filtersSet({ category, level, language, price, tag }: CatalogueFilter): number {
  return [category, level, language, price, tag].filter((one) => one !== null).length;
}

function plain(text: string, length: number): string {
  return text
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, length);
}
