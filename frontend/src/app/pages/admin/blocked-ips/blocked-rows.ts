import type { BlockedIp } from '@classy-book/contracts/blocking';
import { MAX_ROWS, type ListRows } from '../../../shared/lists/list-rows';

/** The rows in the order of the list, newest first. A range stands there once. */
export type BlockedRows = ListRows<BlockedIp>;

export function rangeOf(block: BlockedIp): string {
  return block.range;
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
