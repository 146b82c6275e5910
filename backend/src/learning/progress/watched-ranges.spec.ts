import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinRanges, MAX_RANGES, watchedShare, type WatchedRange } from './watched-ranges.js';

const LENGTH = 600;
const range = fc.tuple(fc.double({ min: 0, max: 900, noNaN: true }), fc.double({ min: 0, max: 900, noNaN: true }));
const ranges = fc.array(range, { maxLength: 60 });

function covers(joined: readonly WatchedRange[], second: number): boolean {
  return joined.some(([from, to]) => from - 0.01 <= second && second <= to + 0.01);
}

describe('what was watched of a video', () => {
  it('is the union of what was played, with gaps of a second closed', () => {
    expect(joinRanges([[10, 20], [0, 5], [15, 30], [30.8, 40]], LENGTH)).toEqual([[0, 5], [10, 40]]); // prettier-ignore
  });

  it('ends where the video ends, and leaves out what is empty or backward', () => {
    expect(joinRanges([[590, 900], [700, 800], [7, 7], [9, 3]], LENGTH)).toEqual([[590, 600]]); // prettier-ignore
  });

  it('does not depend on order, repetition, or on how the ranges came together', () => {
    fc.assert(
      fc.property(ranges, ranges, (first, second) => {
        const atOnce = joinRanges([...first, ...second], LENGTH);
        expect(joinRanges([...joinRanges(second, LENGTH), ...first, ...second], LENGTH)).toEqual(atOnce);
      }),
    );
  });

  it('never gets less, and never more than a hundred percent', () => {
    fc.assert(
      fc.property(ranges, ranges, (before, more) => {
        const then = joinRanges(before, LENGTH);
        const now = joinRanges([...then, ...more], LENGTH);
        for (const [from, to] of then) expect(covers(now, from) && covers(now, to)).toBe(true);
        expect(watchedShare(now, LENGTH)).toBeGreaterThanOrEqual(watchedShare(then, LENGTH));
        expect(watchedShare(now, LENGTH)).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('is kept in at most 200 ranges, whoever seeks ten thousand times', () => {
    const scattered = Array.from({ length: 10_000 }, (_, at): WatchedRange => [at * 3, at * 3 + 0.5]);
    const joined = joinRanges(scattered, 30_000);
    expect(joined).toHaveLength(MAX_RANGES);
    expect(scattered.every(([from, to]) => covers(joined, from) && covers(joined, to))).toBe(true);
  });

  it('is all of it where only a second is missing at the ends', () => {
    expect(watchedShare([[0.9, 599.2]], LENGTH)).toBe(100);
    expect(watchedShare([[2, 599.2]], LENGTH)).toBeLessThan(100);
  });

  it('is nothing where nothing was played, and all where the length is not known', () => {
    expect(watchedShare([], LENGTH)).toBe(0);
    expect(watchedShare([], 0)).toBe(0);
    expect(watchedShare(joinRanges([[3, 4]], 0), 0)).toBe(100);
  });
});
