import type { BlockedIp } from '@classy-book/contracts/blocking';

/** The most rows that the table keeps. */
export const MAX_ROWS = 1_000;

export interface BlockedPage {
  readonly blocks: readonly BlockedIp[];
  readonly next: string | null;
}

/** The rows in the order of the list, newest first, and the cursor behind the last one. A range stands there once. */
export interface BlockedRows {
  readonly shown: readonly BlockedIp[];
  readonly next: string | null;
}

export const noRows: BlockedRows = { shown: [], next: null };

/** Adds the next page at the end. */
export function append(rows: BlockedRows, page: BlockedPage): BlockedRows {
  const known = new Set(rows.shown.map((block) => block.range));
  const fresh = page.blocks.filter((block) => !known.has(block.range));
  return { shown: [...rows.shown, ...fresh].slice(0, MAX_ROWS), next: page.next };
}

/** A block was set or changed: it takes its row, or a new one on top. */
export function put(rows: BlockedRows, block: BlockedIp): BlockedRows {
  const at = rows.shown.findIndex((row) => row.range === block.range);
  if (at < 0) return { ...rows, shown: [block, ...rows.shown].slice(0, MAX_ROWS) };
  return { ...rows, shown: rows.shown.map((row, index) => (index === at ? block : row)) };
}

/** Over by every clock: the page's own may be a moment behind the event that ends a block. */
const OVER = new Date(0).toISOString();

/** A block was lifted: it is over. */
export function lift(rows: BlockedRows, range: string): BlockedRows {
  const shown = rows.shown.map((row) => (row.range === range ? { ...row, permanent: false, blockedUntil: OVER } : row));
  return { ...rows, shown };
}

export function canLoadMore(rows: BlockedRows): boolean {
  return rows.next !== null && rows.shown.length < MAX_ROWS;
}
