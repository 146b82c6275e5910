import { attemptOutcomes } from '@classy-book/contracts/attempts';
import fc from 'fast-check';
import { addAttempts, brushedRange, bucketsOf, coarser, endOf, slideTo, totalsOf, type Buckets } from './buckets';

const START = Date.parse('2026-11-20T09:00:00Z');
const SECOND = 1_000;

function empty(length: number, countedUntil = START): Buckets {
  const counts = Array.from({ length }, () => ({ succeeded: 0, failed: 0, blocked: 0 }));
  return { start: START, bucketMs: 10 * SECOND, counts, countedUntil };
}

const attempt = fc.record({
  outcome: fc.constantFrom(...attemptOutcomes),
  timestamp: fc.integer({ min: 0, max: 900 * SECOND - 1 }).map((after) => new Date(START + after).toISOString()),
});

describe('counting live attempts', () => {
  it('puts every attempt into exactly one bucket, whatever the batches', () => {
    fc.assert(
      fc.property(fc.array(fc.array(attempt, { maxLength: 20 }), { maxLength: 10 }), (batches) => {
        const counted = batches.reduce((buckets, batch) => addAttempts(buckets, batch), empty(90));
        expect(totalsOf(counted).total).toBe(batches.flat().length);
        for (const outcome of attemptOutcomes) {
          expect(totalsOf(counted)[outcome]).toBe(batches.flat().filter((one) => one.outcome === outcome).length);
        }
      }),
    );
  });

  it('does not count again what the server has counted', () => {
    const buckets = empty(90, START + 60 * SECOND);
    const before = { outcome: 'failed' as const, timestamp: new Date(START + 59_999).toISOString() };
    const after = { outcome: 'failed' as const, timestamp: new Date(START + 60_000).toISOString() };
    expect(totalsOf(addAttempts(buckets, [before, after])).failed).toBe(1);
  });

  it('grows when an attempt is newer than the last bucket, but not for a moment far in the future', () => {
    const soon = { outcome: 'failed' as const, timestamp: new Date(START + 925 * SECOND).toISOString() };
    const absurd = { outcome: 'failed' as const, timestamp: '2099-01-01T00:00:00Z' };
    expect(addAttempts(empty(90), [soon]).counts).toHaveLength(93);
    expect(addAttempts(empty(90), [absurd]).counts).toHaveLength(90);
  });

  it('takes a timeline over as it is', () => {
    const at = (seconds: number) => new Date(START + seconds * SECOND).toISOString();
    const buckets = bucketsOf(
      {
        from: at(0),
        to: at(20),
        bucketSeconds: 10,
        buckets: [
          { start: at(0), succeeded: 1, failed: 2, blocked: 3 },
          { start: at(10), succeeded: 0, failed: 0, blocked: 4 },
        ],
      },
      START + 15 * SECOND,
    );
    expect(buckets).toMatchObject({ start: START, bucketMs: 10_000, countedUntil: START + 15_000 });
    expect(totalsOf(buckets)).toMatchObject({ succeeded: 1, failed: 2, blocked: 7, total: 10 });
    expect(totalsOf(buckets).peak).toEqual({ at: START, count: 6 });
  });
});

describe('the window', () => {
  it('always ends in the bucket of now and never grows past its length', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 20 }), (steps) => {
        let buckets = empty(90);
        let now = START + 899 * SECOND;
        for (const step of steps) {
          now += step * SECOND;
          buckets = slideTo(buckets, now, 900 * SECOND);
          expect(buckets.counts).toHaveLength(90);
          expect(now).toBeGreaterThanOrEqual(endOf(buckets) - buckets.bucketMs);
          expect(now).toBeLessThan(endOf(buckets));
          expect((buckets.start - START) % buckets.bucketMs).toBe(0);
        }
      }),
    );
  });

  it('keeps the attempts that are still inside, in their place', () => {
    const timestamp = new Date(START + 500 * SECOND).toISOString();
    const counted = addAttempts(empty(90), [{ outcome: 'blocked', timestamp }]);
    const peak = totalsOf(slideTo(counted, START + 1_200 * SECOND, 900 * SECOND)).peak;
    expect(peak).toEqual({ at: START + 500 * SECOND, count: 1 });
    expect(totalsOf(slideTo(counted, START + 1_500 * SECOND, 900 * SECOND)).peak).toBeNull();
  });

  it('is left alone while the clock stays in the same bucket', () => {
    const buckets = empty(90);
    expect(slideTo(buckets, START + 895 * SECOND, 900 * SECOND)).toBe(buckets);
  });
});

describe('the chart as a table', () => {
  it('has at most the rows asked for and loses no attempt', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(attempt),
        (length, most, attempts) => {
          const buckets = addAttempts(empty(length), attempts);
          const rows = coarser(buckets, most);
          expect(rows.length).toBeLessThanOrEqual(most);
          expect(rows.reduce((sum, row) => sum + row.succeeded + row.failed + row.blocked, 0)).toBe(attempts.length);
          expect(rows[0]?.from).toBe(buckets.start);
          expect(rows.at(-1)?.to).toBe(endOf(buckets));
        },
      ),
    );
  });
});

describe('brushing', () => {
  it('gives whole buckets that hold both ends of the stroke, in either direction', () => {
    const x = fc.integer({ min: 0, max: 860 });
    fc.assert(
      fc.property(x, x, (x0, x1) => {
        fc.pre(Math.abs(x0 - x1) >= 4);
        const range = brushedRange(empty(90), { x0, x1, width: 860 });
        if (range === null) throw new Error('a stroke gives a range');
        const at = (place: number) => START + (place / 860) * 900 * SECOND;
        expect(range.from).toBeLessThanOrEqual(at(Math.min(x0, x1)));
        expect(range.to).toBeGreaterThanOrEqual(at(Math.max(x0, x1)) - 1e-6);
        expect((range.from - START) % 10_000).toBe(0);
        expect((range.to - START) % 10_000).toBe(0);
      }),
    );
  });

  it('ends at the edges of the plot when the pointer leaves it', () => {
    const range = brushedRange(empty(90), { x0: -50, x1: 5_000, width: 860 });
    expect(range).toEqual({ from: START, to: START + 900 * SECOND });
  });

  it('takes a click for a click', () => {
    expect(brushedRange(empty(90), { x0: 400, x1: 402, width: 860 })).toBeNull();
    expect(brushedRange(empty(0), { x0: 0, x1: 400, width: 860 })).toBeNull();
  });
});
