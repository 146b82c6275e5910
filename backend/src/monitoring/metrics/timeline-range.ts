import { MAX_TIMELINE_BUCKETS, type TimelineQuery } from '@classy-book/contracts/attempts';
import { refused } from '../attempts/attempt-filter.js';

/** A range of time cut into buckets. Times are milliseconds since the epoch; buckets start at multiples of their width. */
export interface TimelineRange {
  readonly from: number;
  readonly to: number;
  readonly bucketMs: number;
  /** The number of the first bucket, counted from the epoch. */
  readonly firstSlot: number;
  readonly slots: number;
}

const DEFAULT_RANGE_MS = 15 * 60_000;
const PREFERRED_BUCKETS = 200;
const WIDTHS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/**
 * Cuts the range of a query into buckets: into at most 200 where no width is asked for.
 * @throws AppError VALIDATION_FAILED for a range that is empty, or that has more than 500 buckets, with the width that
 *   would fit
 */
export function timelineRange(query: TimelineQuery, now: number): TimelineRange {
  const to = query.to === undefined ? now : Date.parse(query.to);
  const from = query.from === undefined ? to - DEFAULT_RANGE_MS : Date.parse(query.from);
  if (from >= to) throw refused('from', query.to === undefined ? 'must be in the past' : 'must be earlier than to');
  const widthS = query.bucketSeconds ?? WIDTHS_S.find((width) => slotsOf(from, to, width) <= PREFERRED_BUCKETS);
  if (widthS !== undefined && slotsOf(from, to, widthS) <= MAX_TIMELINE_BUCKETS) {
    const bucketMs = widthS * 1000;
    return { from, to, bucketMs, firstSlot: Math.floor(from / bucketMs), slots: slotsOf(from, to, widthS) };
  }
  const fitting = WIDTHS_S.find((width) => slotsOf(from, to, width) <= MAX_TIMELINE_BUCKETS);
  if (fitting !== undefined && query.bucketSeconds === undefined)
    return timelineRange({ ...query, bucketSeconds: fitting }, now);
  throw fitting === undefined
    ? refused('from', `the range is too long: at most ${String(MAX_TIMELINE_BUCKETS)} days are shown at once`)
    : refused(
        'bucketSeconds',
        `makes more than ${String(MAX_TIMELINE_BUCKETS)} buckets of this range: use ${String(fitting)} or more`,
      );
}

function slotsOf(from: number, to: number, widthS: number): number {
  const width = widthS * 1000;
  return Math.floor((to - 1) / width) - Math.floor(from / width) + 1;
}
