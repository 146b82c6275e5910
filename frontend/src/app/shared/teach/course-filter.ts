import { Service } from '@angular/core';
import { courseSorts, courseStates, type CourseState } from '@classy-book/contracts/courses';
import { UrlFilter } from '../lists/url-filter';

export type CourseSort = (typeof courseSorts)[number];

/** Which courses a list shows and in which order. */
export interface CourseFilter {
  readonly q: string;
  readonly state: CourseState | null;
  /** Everybody's, for those who manage courses. */
  readonly all: boolean;
  readonly sort: CourseSort;
}

/** Reads the filter from the URL; what cannot be understood is left out. */
function courseFilterFromUrl(read: (name: string) => string | null): CourseFilter {
  return {
    q: (read('q') ?? '').trim().slice(0, 100),
    state: courseStates.find((state) => state === read('state')) ?? null,
    all: read('all') === 'true',
    sort: courseSorts.find((sort) => sort === read('sort')) ?? 'updated',
  };
}

/** Writes the filter for the URL and for the API; null takes a name out of it. */
function courseFilterToUrl({ q, state, all, sort }: CourseFilter): Readonly<Record<string, string | null>> {
  return { q: q || null, state, all: all ? 'true' : null, sort: sort === 'updated' ? null : sort };
}

/** The filter as the query of the API. */
export function courseQueryOf(filter: CourseFilter): Readonly<Record<string, string>> {
  const named = Object.entries(courseFilterToUrl(filter));
  return Object.fromEntries(named.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

/** The filter of a list of courses, in the URL. */
@Service({ autoProvided: false })
export class CourseFilterStore extends UrlFilter<CourseFilter> {
  constructor() {
    super(courseFilterFromUrl, courseFilterToUrl);
  }

  /** Going back in the browser does not undo letter by letter what was typed. */
  override change(changes: Partial<CourseFilter>): void {
    const typing = Object.keys(changes).join() === 'q' && this.filter().q !== '' && changes.q !== '';
    super.change(changes, typing);
  }
}
