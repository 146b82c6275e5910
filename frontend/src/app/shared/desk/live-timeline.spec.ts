import { timelineQuerySchema } from '@classy-book/contracts/attempts';
import fc from 'fast-check';
import { barSeconds } from './live-timeline';

describe('the width of a bar', () => {
  it.each([
    ['a quarter of an hour', 15, 10],
    ['an hour', 60, 60],
    ['a day', 1_440, 900],
    ['a week', 10_080, 7_200],
    ['thirty days', 43_200, 43_200],
  ])('suits %s', (_, minutes, seconds) => {
    expect(barSeconds(minutes * 60_000)).toBe(seconds);
  });

  it('is one that the API takes, and keeps the bars few', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 * 86_400_000 }), (length) => {
        const seconds = barSeconds(length);
        expect(timelineQuerySchema.safeParse({ bucketSeconds: String(seconds) }).success).toBe(true);
        expect(length / (seconds * 1_000)).toBeLessThanOrEqual(100);
      }),
    );
  });
});
