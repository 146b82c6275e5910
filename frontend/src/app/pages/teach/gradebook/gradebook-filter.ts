import { Service } from '@angular/core';
import { enrolmentStatuses, type EnrolmentStatus } from '@classy-book/contracts/enrolments';
import { gradebookSorts, type GradebookSort } from '@classy-book/contracts/gradebook';
import { UrlFilter } from '../../../shared/lists/url-filter';

/** Which learners the gradebook shows and in which order. */
export interface GradebookFilter {
  readonly q: string;
  /** Null: active and completed. */
  readonly status: EnrolmentStatus | null;
  readonly sort: GradebookSort;
}

/** Writes the filter for the URL and for the API; null takes a name out of it. */
export function toUrl({ q, status, sort }: GradebookFilter): Readonly<Record<string, string | null>> {
  return { q: q || null, status, sort: sort === 'name' ? null : sort };
}

/** The filter as the query of the API. */
export function queryOf(filter: GradebookFilter): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(toUrl(filter)).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

/** The filter of the gradebook, in the URL. */
@Service({ autoProvided: false })
export class GradebookFilterStore extends UrlFilter<GradebookFilter> {
  constructor() {
    super(
      (read) => ({
        q: (read('q') ?? '').trim().slice(0, 100),
        status: enrolmentStatuses.find((status) => status === read('status')) ?? null,
        sort: gradebookSorts.find((sort) => sort === read('sort')) ?? 'name',
      }),
      toUrl,
    );
  }

  /** Going back in the browser does not undo letter by letter what was typed. */
  override change(changes: Partial<GradebookFilter>): void {
    const typing = Object.keys(changes).join() === 'q' && this.filter().q !== '' && changes.q !== '';
    super.change(changes, typing);
  }
}
