import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timelineRange } from './timeline-range.js';

const NOW = Date.parse('2026-11-20T10:07:31.250Z');
const ago = (ms: number): string => new Date(NOW - ms).toISOString();
const DAY = 86_400_000;

describe('the buckets of a timeline', () => {
  it('show the last 15 minutes where no range is asked for', () => {
    expect(timelineRange({}, NOW)).toMatchObject({ from: NOW - 900_000, to: NOW, bucketMs: 5_000 });
  });

  it('are as wide as asked, and start at multiples of their width', () => {
    const range = timelineRange({ from: ago(3_600_000), bucketSeconds: 60 }, NOW);
    expect(range).toMatchObject({ bucketMs: 60_000, slots: 61 });
    expect(range.firstSlot * 60_000).toBe(Date.parse('2026-11-20T09:07:00Z'));
  });

  it('refuse a width that makes too many, and name one that does not', () => {
    expect(() => timelineRange({ from: ago(DAY), bucketSeconds: 1 }, NOW)).toThrow(
      expect.objectContaining({
        code: 'VALIDATION_FAILED',
        options: { details: [{ path: 'bucketSeconds', message: expect.stringContaining('use 300 or more') }] },
      }),
    );
  });

  it('refuse a range that is empty, the wrong way round or too long', () => {
    for (const query of [{ from: ago(-1_000) }, { from: ago(0), to: ago(1) }, { from: ago(501 * DAY) }]) {
      expect(() => timelineRange(query, NOW)).toThrow(expect.objectContaining({ code: 'VALIDATION_FAILED' }));
    }
  });

  it('cover the range exactly with at most 500 buckets, whatever the range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: NOW }), fc.integer({ min: 1, max: 499 * DAY }), (start, length) => {
        const query = { from: new Date(start).toISOString(), to: new Date(start + length).toISOString() };
        const { firstSlot, slots, bucketMs } = timelineRange(query, NOW);
        expect(slots).toBeLessThanOrEqual(500);
        expect(firstSlot * bucketMs).toBeLessThanOrEqual(start);
        expect((firstSlot + 1) * bucketMs).toBeGreaterThan(start);
        expect((firstSlot + slots) * bucketMs).toBeGreaterThanOrEqual(start + length);
        expect((firstSlot + slots - 1) * bucketMs).toBeLessThan(start + length);
      }),
    );
  });
});
