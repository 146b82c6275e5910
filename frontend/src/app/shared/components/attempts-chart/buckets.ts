import type { AttemptOutcome, Timeline } from '@classy-book/contracts/attempts';

export type Counts = Readonly<Record<AttemptOutcome, number>>;

/** Attempts over time, ready to draw. `start` is the beginning of the first bucket in milliseconds since the epoch. */
export interface Buckets {
  readonly start: number;
  readonly bucketMs: number;
  readonly counts: readonly Counts[];
  /** What happened before this moment is in the counts already; live events are added from here on. */
  readonly countedUntil: number;
}

export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

interface Happened {
  readonly timestamp: string;
  readonly outcome: AttemptOutcome;
}

const NOTHING: Counts = { succeeded: 0, failed: 0, blocked: 0 };
/** The contract's most buckets of a timeline, with room for what is added live until the oldest are dropped. */
const MAX_BUCKETS = 1_000;

/** The server's timeline as buckets. `countedUntil` is the moment up to which the server was asked. */
export function bucketsOf(timeline: Timeline, countedUntil: number): Buckets {
  const first = timeline.buckets[0]?.start ?? timeline.from;
  return {
    start: Date.parse(first),
    bucketMs: timeline.bucketSeconds * 1_000,
    counts: timeline.buckets.map(({ succeeded, failed, blocked }) => ({ succeeded, failed, blocked })),
    countedUntil,
  };
}

/** Adds live attempts. Those that the server counted already, and those before the first bucket, change nothing. */
export function addAttempts(buckets: Buckets, attempts: readonly Happened[]): Buckets {
  const added = new Map<number, Record<AttemptOutcome, number>>();
  for (const attempt of attempts) {
    const at = Date.parse(attempt.timestamp);
    const index = Math.floor((at - buckets.start) / buckets.bucketMs);
    if (at < buckets.countedUntil || index < 0 || index >= buckets.counts.length + MAX_BUCKETS) continue;
    const counts = added.get(index) ?? { ...(buckets.counts[index] ?? NOTHING) };
    counts[attempt.outcome] += 1;
    added.set(index, counts);
  }
  if (added.size === 0) return buckets;
  const length = Math.max(buckets.counts.length, ...[...added.keys()].map((index) => index + 1));
  const counts = Array.from({ length }, (_, index) => added.get(index) ?? buckets.counts[index] ?? NOTHING);
  return { ...buckets, counts };
}

/** Moves the window: ends in the bucket that holds `now` and keeps the last `windowMs`. Never moves back. */
export function slideTo(buckets: Buckets, now: number, windowMs: number): Buckets {
  const wanted = Math.floor((now - buckets.start) / buckets.bucketMs) + 1;
  const length = Math.max(buckets.counts.length, wanted);
  const keep = Math.min(MAX_BUCKETS, Math.max(1, Math.ceil(windowMs / buckets.bucketMs)));
  const drop = Math.max(0, length - keep);
  if (drop === 0 && length === buckets.counts.length) return buckets;
  const counts = Array.from({ length: length - drop }, (_, index) => buckets.counts[index + drop] ?? NOTHING);
  return { ...buckets, start: buckets.start + drop * buckets.bucketMs, counts };
}

/** The moment behind the last bucket, in milliseconds since the epoch. */
export function endOf(buckets: Buckets): number {
  return buckets.start + buckets.counts.length * buckets.bucketMs;
}

/** The sums over all buckets, and where most attempts fell into one bucket; no peak where nothing happened. */
export function totalsOf(
  buckets: Buckets,
): Counts & { readonly total: number; readonly peak: { at: number; count: number } | null } {
  const sums = { succeeded: 0, failed: 0, blocked: 0 };
  let peak: { at: number; count: number } | null = null;
  buckets.counts.forEach((counts, index) => {
    const count = counts.succeeded + counts.failed + counts.blocked;
    sums.succeeded += counts.succeeded;
    sums.failed += counts.failed;
    sums.blocked += counts.blocked;
    if (count > (peak?.count ?? 0)) peak = { at: buckets.start + index * buckets.bucketMs, count };
  });
  return { ...sums, total: sums.succeeded + sums.failed + sums.blocked, peak };
}

/** The same attempts in at most `most` wider steps, oldest first: the chart as a table that can be read aloud. */
export function coarser(buckets: Buckets, most: number): readonly (TimeRange & Counts)[] {
  const step = Math.max(1, Math.ceil(buckets.counts.length / most));
  const rows: (TimeRange & Counts)[] = [];
  for (let first = 0; first < buckets.counts.length; first += step) {
    const part = {
      ...buckets,
      start: buckets.start + first * buckets.bucketMs,
      counts: buckets.counts.slice(first, first + step),
    };
    const { succeeded, failed, blocked } = totalsOf(part);
    rows.push({ from: part.start, to: endOf(part), succeeded, failed, blocked });
  }
  return rows;
}

/**
 * The time between two places on a plot of `width` pixels, widened to whole buckets. Null where the pointer hardly
 * moved: that was a click.
 */
export function brushedRange(buckets: Buckets, plot: { x0: number; x1: number; width: number }): TimeRange | null {
  const [left, right] = [Math.min(plot.x0, plot.x1), Math.max(plot.x0, plot.x1)];
  if (plot.width <= 0 || buckets.counts.length === 0 || right - left < 4) return null;
  const perBucket = plot.width / buckets.counts.length;
  const clamp = (index: number) => Math.min(buckets.counts.length, Math.max(0, index));
  const first = clamp(Math.floor(left / perBucket));
  const last = clamp(Math.ceil(right / perBucket));
  if (first >= last) return null;
  return { from: buckets.start + first * buckets.bucketMs, to: buckets.start + last * buckets.bucketMs };
}
