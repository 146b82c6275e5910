/** The most rows that a table keeps. */
export const MAX_ROWS = 1_000;

/** A page of a list that is read by a cursor. */
export interface ListPage<T> {
  readonly items: readonly T[];
  /** Null on the last page. */
  readonly next: string | null;
}

/** The rows in the order of the list, and the cursor behind the last one: null where nothing is left to load. */
export interface ListRows<T> {
  readonly shown: readonly T[];
  readonly next: string | null;
}

export const noRows: ListRows<never> = { shown: [], next: null };

/** Adds the next page at the end. What has the same key stands there once. */
export function append<T>(rows: ListRows<T>, page: ListPage<T>, keyOf: (row: T) => string): ListRows<T> {
  const known = new Set(rows.shown.map(keyOf));
  const fresh = page.items.filter((item) => !known.has(keyOf(item)));
  return { shown: [...rows.shown, ...fresh].slice(0, MAX_ROWS), next: page.next };
}

/** True where scrolling to the end should bring more. */
export function canLoadMore(rows: ListRows<unknown>): boolean {
  return rows.next !== null && rows.shown.length < MAX_ROWS;
}
