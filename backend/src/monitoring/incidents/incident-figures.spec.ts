import { describe, expect, it } from 'vitest';
import { measure, type MeasuredIncident, spread } from './incident-figures.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const incident = (change: Partial<MeasuredIncident> = {}): MeasuredIncident => ({
  ...{ kind: 'brute_force', state: 'open', firstSeen: at(-10), detectedAt: at(-9) },
  ...{ containedAt: null, closedAt: null },
  ...change,
});

describe('the figures of incidents', () => {
  it('are empty without incidents, with a line for each day', () => {
    const figures = measure([], 3, NOW);
    expect(figures).toMatchObject({ detected: 0, falseAlarms: 0, timeToDetect: { median: null, p90: null, count: 0 } });
    expect(figures.byDay.map(({ day }) => day)).toEqual(['2026-11-18', '2026-11-19', '2026-11-20']);
  });

  it('measure from the first event to the detection, and from there to containment and end', () => {
    const closed = incident({ state: 'false_alarm', containedAt: at(-7), closedAt: at(-4) });
    const figures = measure([closed, incident()], 1, NOW);
    expect(figures.timeToDetect).toEqual({ median: 60_000, p90: 60_000, count: 2 });
    expect(figures.timeToContain).toEqual({ median: 120_000, p90: 120_000, count: 1 });
    expect(figures.timeToClose).toEqual({ median: 300_000, p90: 300_000, count: 1 });
    expect(figures.falseAlarms).toBe(1);
  });

  it('know no time to detect of what a person reported', () => {
    expect(measure([incident({ kind: 'manual' })], 1, NOW).timeToDetect.count).toBe(0);
  });

  it('count the kinds, the most frequent first', () => {
    const all = [incident({ kind: 'scanner' }), incident(), incident()];
    expect(measure(all, 1, NOW).byKind).toEqual([
      { kind: 'brute_force', count: 2 },
      { kind: 'scanner', count: 1 },
    ]);
  });
});

describe('median and 90th percentile', () => {
  it.each([
    [[5], 5, 5],
    [[1, 2, 3, 4], 2, 4],
    [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 5, 9],
  ])('of %j', (durations, median, p90) => {
    expect(spread(durations)).toEqual({ median, p90, count: durations.length });
  });
});
