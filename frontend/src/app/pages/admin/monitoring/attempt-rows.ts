import type { LoginAttempt } from '@classy-book/contracts/attempts';
import type { SortOrder } from './attempt-filter';

/** The most rows that the table keeps. */
export const MAX_ROWS = 1_000;

/**
 * The rows of the table in the order of the list, and what arrived while the reader held the table still. `next` is the
 * cursor behind the last row, null where nothing is left to load; `trimmed` says that older rows were let go to stay
 * within the limit.
 */
export interface AttemptRows {
  readonly order: SortOrder;
  readonly shown: readonly LoginAttempt[];
  readonly held: readonly LoginAttempt[];
  readonly heldCount: number;
  readonly next: string | null;
  readonly trimmed: boolean;
}

export const noRows: AttemptRows = {
  order: '-timestamp',
  shown: [],
  held: [],
  heldCount: 0,
  next: null,
  trimmed: false,
};

/** A page of the list as the server sent it. */
export interface AttemptPage {
  readonly attempts: readonly LoginAttempt[];
  readonly next: string | null;
}

/** Starts over with the first page of a list. */
export function startWith(page: AttemptPage, order: SortOrder = '-timestamp'): AttemptRows {
  return { ...noRows, order, shown: merge(order, page.attempts, []), next: page.next };
}

/**
 * Takes live attempts in: on top of the table, or aside where the reader holds it still. A list with the oldest first
 * has no place for them yet, so there they are only set aside. Known ones change nothing.
 */
export function arrive(rows: AttemptRows, attempts: readonly LoginAttempt[], hold: boolean): AttemptRows {
  const known = new Set([...rows.shown, ...rows.held].map((row) => row.id));
  const fresh = attempts.filter((attempt) => !known.has(attempt.id));
  if (fresh.length === 0) return rows;
  if (!hold && rows.order === '-timestamp') return cut({ ...rows, shown: merge(rows.order, fresh, rows.shown) });
  const held = merge('-timestamp', fresh, rows.held).slice(0, MAX_ROWS);
  return { ...rows, held, heldCount: rows.heldCount + fresh.length };
}

/** Brings what was set aside into the table, where the newest stand first. */
export function release(rows: AttemptRows): AttemptRows {
  if (rows.heldCount === 0 || rows.order !== '-timestamp') return rows;
  return cut({ ...rows, shown: merge(rows.order, rows.held, rows.shown), held: [], heldCount: 0 });
}

/** Adds the next page at the end. */
export function append(rows: AttemptRows, page: AttemptPage): AttemptRows {
  return cut({ ...rows, shown: merge(rows.order, rows.shown, page.attempts), next: page.next });
}

/** True where scrolling to the end should bring more. */
export function canLoadMore(rows: AttemptRows): boolean {
  return rows.next !== null && rows.shown.length < MAX_ROWS;
}

/** Two lists in one, each attempt once. Ids sort by time. */
function merge(
  order: SortOrder,
  one: readonly LoginAttempt[],
  other: readonly LoginAttempt[],
): readonly LoginAttempt[] {
  const byId = new Map([...other, ...one].map((attempt) => [attempt.id, attempt]));
  const sign = order === 'timestamp' ? 1 : -1;
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -sign : sign));
}

function cut(rows: AttemptRows): AttemptRows {
  if (rows.shown.length <= MAX_ROWS) return rows;
  return { ...rows, shown: rows.shown.slice(0, MAX_ROWS), trimmed: true };
}
