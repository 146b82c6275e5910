import type { SearchResult } from '@classy-book/contracts/search';

/** Where a result leads: to the page of a course, or to a lesson in the player. */
export function linkOf({ kind, id, courseSlug }: SearchResult): readonly string[] {
  return kind === 'course' ? ['/courses', courseSlug] : ['/learn', courseSlug, id];
}
