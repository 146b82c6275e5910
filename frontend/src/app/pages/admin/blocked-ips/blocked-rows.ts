import type { BlockedIp, BlockRecord } from '@classy-book/contracts/blocking';
import { MAX_ROWS, type ListRows } from '../../../shared/lists/list-rows';

/** The rows in the order of the list. A block stands there once; a range as often as it was blocked. */
export type BlockedRows = ListRows<BlockRecord>;

export function idOf(block: BlockRecord): string {
  return block.id;
}

/** A block was set: it takes a row on top, and ends the one that its range had. */
export function put(rows: BlockedRows, block: BlockedIp): BlockedRows {
  if (rows.shown.some(({ id }) => id === block.id)) return rows;
  const made: BlockRecord = { ...block, hits: 0, lastHitAt: null, endedAt: null, ending: null, endedBy: null };
  const before = end(rows, block.range, { ending: 'replaced', endedBy: block.createdBy }).shown;
  return { ...rows, shown: [made, ...before].slice(0, MAX_ROWS) };
}

/** A block was lifted, or its time is over: by is an email, or `system`. */
export function lift(rows: BlockedRows, range: string, by: string): BlockedRows {
  const byItself = by === 'system';
  return end(rows, range, { ending: byItself ? 'expired' : 'lifted', endedBy: byItself ? null : by });
}

/** Over by every clock: the page's own may be a moment behind the event that ends a block. */
const OVER = new Date(0).toISOString();

function end(rows: BlockedRows, range: string, how: Pick<BlockRecord, 'ending' | 'endedBy'>): BlockedRows {
  const shown = rows.shown.map((row) =>
    row.range === range && row.endedAt === null ? { ...row, ...how, endedAt: OVER } : row,
  );
  return { ...rows, shown };
}
