import fc from 'fast-check';
import { clockText, relativeTime } from './relative-time';

describe('how long ago', () => {
  it.each([
    [-5_000, 'now', 0],
    [1_999, 'now', 0],
    [2_000, 'seconds', 2],
    [59_999, 'seconds', 59],
    [60_000, 'minutes', 1],
    [3_599_999, 'minutes', 59],
    [3_600_000, 'hours', 1],
    [47 * 3_600_000, 'hours', 47],
    [48 * 3_600_000, 'days', 2],
  ] as const)('%i ms ago is %s %i', (distance, unit, count) => {
    expect(relativeTime(distance)).toEqual({ unit, count });
  });

  it('never says more than has passed', () => {
    const length = { now: 0, seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 * 365 * 86_400_000 }), (distance) => {
        const { unit, count } = relativeTime(distance);
        expect(count * length[unit]).toBeLessThanOrEqual(distance);
      }),
    );
  });
});

describe('what is left', () => {
  it.each([
    [-1, 0, '00:00'],
    [1, 0, '00:01'],
    [872_000, 0, '14:32'],
    [3_849_000, 0, '1:04:09'],
    [2 * 86_400_000, 2, '0:00:00'],
  ])('%i ms are %i days and %s', (left, days, clock) => {
    expect(clockText(left)).toEqual({ days, clock });
  });
});
