import type { AttemptCell } from '../attempts/attempt-cell.js';
import type { AttemptMinuteDocument } from './attempt-minute.schema.js';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

/** The start of the minute that a moment lies in; moments are milliseconds since the epoch. */
export function floorMinute(ms: number): number {
  return Math.floor(ms / MINUTE_MS) * MINUTE_MS;
}

/** The first start of a minute that is not before a moment. */
export function ceilMinute(ms: number): number {
  return Math.ceil(ms / MINUTE_MS) * MINUTE_MS;
}

/**
 * The documents of the minutes that counts by minute tell of, oldest first. Pure: the same attempts give the same
 * minutes, so a minute may be made any number of times.
 * @param cells counts by slices of one minute
 */
export function toMinutes(cells: readonly AttemptCell[], retentionMs: number): AttemptMinuteDocument[] {
  const bySlot = new Map<number, AttemptCell[]>();
  for (const cell of cells) bySlot.set(cell.slot, [...(bySlot.get(cell.slot) ?? []), cell]);
  return [...bySlot.entries()]
    .sort(([a], [b]) => a - b)
    .map(([slot, ofMinute]) => ({
      _id: new Date(slot * MINUTE_MS),
      cells: ofMinute.map(({ outcome, reason, method, count }) => ({ outcome, reason, method, count })),
      expiresAt: new Date(slot * MINUTE_MS + retentionMs),
    }));
}
