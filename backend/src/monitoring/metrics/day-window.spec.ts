import { describe, expect, it } from 'vitest';
import type { AttemptCell } from '../attempts/attempt-cell.js';
import { dayFigures, dayWindow } from './day-window.js';

const NOW = Date.parse('2026-11-20T10:07:31Z');
const { from, to } = dayWindow(NOW);
const cell = (minutesAgo: number, count: number, outcome: AttemptCell['outcome'] = 'failed'): AttemptCell => ({
  slot: Math.floor(NOW / 60_000) - minutesAgo,
  outcome,
  reason: null,
  method: 'password',
  count,
});

describe('the figures of a day', () => {
  it('lie in the two days that end with the running minute', () => {
    expect(new Date(to).toISOString()).toBe('2026-11-20T10:08:00.000Z');
    expect(to - from).toBe(2 * 86_400_000);
  });

  it('tell today from the day before, to the minute', () => {
    const { failed, succeeded } = dayFigures(
      [cell(0, 1), cell(1439, 2), cell(1440, 4), cell(2879, 8), cell(2880, 16), cell(5, 3, 'succeeded')],
      to,
    );
    expect(failed).toMatchObject({ value: 3, previous: 12 });
    expect(succeeded).toMatchObject({ value: 3, previous: 0 });
  });

  it('have 24 hours, oldest first, whose sum is the day', () => {
    const { failed } = dayFigures([cell(0, 1), cell(59, 1), cell(60, 5), cell(1439, 7)], to);
    expect(failed.series).toHaveLength(24);
    expect([failed.series[23], failed.series[22], failed.series[0]]).toEqual([2, 5, 7]);
    expect(failed.series.reduce((sum, n) => sum + n, 0)).toBe(failed.value);
  });
});
