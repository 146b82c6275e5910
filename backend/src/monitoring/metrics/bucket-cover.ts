import { HOUR_MS, MINUTE_MS } from './minutes.js';
import type { BucketSize } from './figure-bucket.schema.js';

export const DAY_MS = 86_400_000;

export const bucketMs: Readonly<Record<BucketSize, number>> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS };

/** A range of time that buckets of one size fill. Times are milliseconds since the epoch. */
export interface CoverPiece {
  readonly size: BucketSize;
  readonly from: number;
  readonly to: number;
}

/**
 * Covers `from` to `to` with as few buckets as there are: days in the middle, hours beside them, minutes at the edges.
 * @param from start of a minute
 * @param to start of a minute, not before `from`
 * @param largest the largest size that may be used
 */
export function coverWithBuckets(from: number, to: number, largest: BucketSize = 'day'): CoverPiece[] {
  if (from >= to) return [];
  if (largest === 'minute') return [{ size: 'minute', from, to }];
  const smaller = largest === 'day' ? 'hour' : 'minute';
  const width = bucketMs[largest];
  const first = Math.ceil(from / width) * width;
  const last = Math.floor(to / width) * width;
  if (first >= last) return coverWithBuckets(from, to, smaller);
  return [
    ...coverWithBuckets(from, first, smaller),
    { size: largest, from: first, to: last },
    ...coverWithBuckets(last, to, smaller),
  ];
}
