/** A part of a video that was played, in seconds from its beginning. */
export type WatchedRange = readonly [number, number];

/** No video keeps more ranges than this for one learner: beyond it the smallest gaps between them are closed. */
export const MAX_RANGES = 200;

/** Gaps of at most this many seconds, and such gaps at both ends of the video, count as watched. */
const TOLERANCE_SECONDS = 1;

/**
 * The union of what was played, in order, without overlaps and within the video. Order and repetition of the ranges do
 * not matter; empty and backward ranges count for nothing.
 * @param length of the video in seconds; 0 where it is not known: then nothing is cut off
 */
export function joinRanges(ranges: readonly WatchedRange[], length: number): WatchedRange[] {
  const end = length > 0 ? length : Number.MAX_SAFE_INTEGER;
  const played = ranges
    .map(([from, to]): WatchedRange => [hundredths(Math.max(0, from)), hundredths(Math.min(end, to))])
    .filter(([from, to]) => from < to)
    .sort(([a], [b]) => a - b);
  const joined: [number, number][] = [];
  for (const [from, to] of played) {
    const last = joined.at(-1);
    if (last !== undefined && from - last[1] <= TOLERANCE_SECONDS) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined.length <= MAX_RANGES ? joined : closeSmallestGaps(joined);
}

/**
 * The share of a video that was watched, in percent from 0 to 100, with up to a second missing at either end forgiven.
 * @param ranges as `joinRanges` answers them
 * @param length in seconds; where it is not known (0), anything played is all of it
 */
export function watchedShare(ranges: readonly WatchedRange[], length: number): number {
  if (ranges.length === 0) return 0;
  if (length <= 0) return 100;
  const covered = ranges.reduce((sum, [from, to]) => {
    const begin = from <= TOLERANCE_SECONDS ? 0 : from;
    const end = to >= length - TOLERANCE_SECONDS ? length : to;
    return sum + Math.max(0, end - begin);
  }, 0);
  return Math.min(100, Math.floor((covered / length) * 10_000) / 100);
}

function closeSmallestGaps(ranges: readonly WatchedRange[]): WatchedRange[] {
  const gaps = ranges.slice(1).map(([from], index) => ({ index, size: from - (ranges[index]?.[1] ?? 0) }));
  const closed = new Set(
    gaps
      .sort((a, b) => a.size - b.size || a.index - b.index)
      .slice(0, ranges.length - MAX_RANGES)
      .map(({ index }) => index),
  );
  const joined: [number, number][] = [];
  for (const [index, [from, to]] of ranges.entries()) {
    const last = joined.at(-1);
    if (last !== undefined && closed.has(index - 1)) last[1] = to;
    else joined.push([from, to]);
  }
  return joined;
}

function hundredths(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
