import type { Pagination } from '@classy-book/contracts/envelope';

/** One page of a list on its way out: the envelope interceptor puts `pagination` beside `data`. */
export class Page<T> {
  constructor(
    readonly items: readonly T[],
    readonly pagination: Pagination,
  ) {}

  /**
   * Makes a page from up to `limit + 1` items: one more than asked for says that there is a next page.
   * @param cursorOf the cursor that continues after an item
   */
  static from<T>(items: readonly T[], limit: number, cursorOf: (item: T) => string): Page<T> {
    const shown = items.slice(0, limit);
    const last = shown.at(-1);
    const nextCursor = items.length > limit && last !== undefined ? cursorOf(last) : null;
    return new Page(shown, { nextCursor, limit });
  }
}
