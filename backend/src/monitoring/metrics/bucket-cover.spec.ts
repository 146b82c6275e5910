import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketMs, coverWithBuckets, DAY_MS } from './bucket-cover.js';
import { HOUR_MS, MINUTE_MS } from './minutes.js';

describe('a range of time covered with buckets', () => {
  it('takes days in the middle, hours beside them and minutes at the edges', () => {
    const from = 2 * DAY_MS - HOUR_MS - 2 * MINUTE_MS;
    const to = 4 * DAY_MS + HOUR_MS + MINUTE_MS;
    expect(coverWithBuckets(from, to).map(({ size }) => size)).toEqual(['minute', 'hour', 'day', 'hour', 'minute']);
  });

  it('leaves no gap, covers nothing twice, and begins each bucket where buckets begin', () => {
    const minute = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(minute, minute, fc.constantFrom('minute', 'hour', 'day'), (first, length, largest) => {
        const from = first * MINUTE_MS;
        const to = from + length * MINUTE_MS;
        const pieces = coverWithBuckets(from, to, largest);
        let at = from;
        for (const piece of pieces) {
          expect(piece.from).toBe(at);
          expect(piece.from % bucketMs[piece.size]).toBe(0);
          expect((piece.to - piece.from) % bucketMs[piece.size]).toBe(0);
          at = piece.to;
        }
        expect(at).toBe(to);
      }),
    );
  });
});
