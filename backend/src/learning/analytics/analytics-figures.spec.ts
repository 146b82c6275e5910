import { describe, expect, it } from 'vitest';
import { type EnrolmentFigure, weekOf, weekStart } from '../enrolments/enrolments.port.js';
import { activityOf, enrolmentsOf, standingsOf, timesOf } from './analytics-figures.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const BASE: EnrolmentFigure = {
  status: 'active',
  risk: null,
  enrolledAt: NOW,
  completedAt: null,
  percent: 0,
  weeks: [],
};
const at = (moment: string, more: Partial<EnrolmentFigure> = {}): EnrolmentFigure => ({
  ...BASE,
  enrolledAt: new Date(moment),
  ...more,
});

describe('enrolments over time', () => {
  it('are counted by days that begin at midnight where the reader is', () => {
    const figures = [at('2026-11-19T22:30:00Z'), at('2026-11-20T01:00:00Z')];
    const last = (offset: number) => enrolmentsOf(figures, 'day', offset, NOW).slice(-2);
    expect(last(0)).toEqual([
      { start: '2026-11-19', enrolled: 1, completed: 0 },
      { start: '2026-11-20', enrolled: 1, completed: 0 },
    ]);
    expect(last(180).map(({ enrolled }) => enrolled)).toEqual([0, 2]);
    expect(last(-300).map(({ enrolled }) => enrolled)).toEqual([2, 0]);
  });

  it('are counted by weeks that begin on Mondays, and forget what is older', () => {
    const figures = [at('2026-11-16T00:00:00Z'), at('2026-11-15T23:59:00Z'), at('2020-01-01T00:00:00Z')];
    const weeks = enrolmentsOf(figures, 'week', 0, NOW);
    expect(weeks).toHaveLength(52);
    expect(weeks.slice(-2).map(({ start, enrolled }) => [start, enrolled])).toEqual([
      ['2026-11-09', 1],
      ['2026-11-16', 1],
    ]);
  });
});

describe('the times that a course takes', () => {
  it('are told by their quartiles and a histogram', () => {
    const took = (days: number) =>
      at('2026-01-01T00:00:00Z', { completedAt: new Date(Date.UTC(2026, 0, 1) + days * 86_400_000) });
    const times = timesOf([took(2), took(4), took(10), took(200), at('2026-01-01T00:00:00Z')]);
    expect(times).toMatchObject({ count: 4, lower: 3.5, median: 7, upper: 57.5 });
    expect(times.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(4);
    expect(times.histogram.at(-1)).toEqual({ from: 180, to: null, count: 1 });
  });

  it('are none where nobody has completed', () => {
    expect(timesOf([BASE])).toMatchObject({ count: 0, lower: null, median: null, upper: null });
  });
});

it('a learner is active once in each week, whatever they do in it', () => {
  const week = weekOf(NOW);
  expect(weekStart(week).toISOString()).toBe('2026-11-16T00:00:00.000Z');
  const weeks = activityOf(
    [at('2026-01-01T00:00:00Z', { weeks: [week, week - 1] }), at('2026-01-01T00:00:00Z', { weeks: [week] })],
    NOW,
  );
  expect(weeks.slice(-2).map(({ learners }) => learners)).toEqual([1, 2]);
});

it('learners are counted by how they stand', () => {
  const figures = [
    BASE,
    { ...BASE, risk: 'inactive' as const },
    { ...BASE, status: 'completed' as const },
    { ...BASE, status: 'removed' as const },
  ];
  expect(standingsOf(figures)).toEqual({ active: 2, completed: 1, inactive: 1, behind: 0 });
});
