import type { MetricCard } from '@classy-book/contracts/metrics';
import type { AttemptCell } from '../attempts/attempt-cell.js';
import { HOUR_MS, MINUTE_MS } from './minutes.js';

const DAY_MINUTES = 1440;
const HOUR_MINUTES = 60;

/** The figures of one outcome over two days, to the minute. */
export interface DayFigures {
  readonly succeeded: MetricCard;
  readonly failed: MetricCard;
  readonly blocked: MetricCard;
}

/** The moments between which the figures of now lie: the two days that end with the running minute. */
export function dayWindow(now: number): { readonly from: number; readonly to: number } {
  const to = (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS;
  return { from: to - 48 * HOUR_MS, to };
}

/**
 * Makes the cards of a desk from counts by minute: the last 24 hours, the 24 hours before, and the last 24 by the hour.
 * Pure.
 * @param to the end of the running minute
 */
export function dayFigures(cells: readonly AttemptCell[], to: number): DayFigures {
  const end = to / MINUTE_MS;
  const figures = { succeeded: emptyCard(), failed: emptyCard(), blocked: emptyCard() };
  for (const { slot, outcome, count } of cells) {
    const age = end - 1 - slot;
    const card = figures[outcome];
    if (age < 0 || age >= 2 * DAY_MINUTES) continue;
    if (age >= DAY_MINUTES) {
      card.previous += count;
      continue;
    }
    const hour = 23 - Math.floor(age / HOUR_MINUTES);
    card.value += count;
    card.series[hour] = (card.series[hour] ?? 0) + count;
  }
  return figures;
}

function emptyCard(): { value: number; previous: number; series: number[] } {
  return { value: 0, previous: 0, series: Array<number>(24).fill(0) };
}
