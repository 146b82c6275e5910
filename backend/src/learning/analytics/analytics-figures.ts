import type { AnalyticsBucket, CourseAnalytics } from '@classy-book/contracts/analytics';
import { type EnrolmentFigure, weekOf, weekStart } from '../enrolments/enrolments.port.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAYS = 60;
const WEEKS = 52;
const ACTIVITY_WEEKS = 12;
/** The edges of the histogram of times, in days. */
const EDGES = [0, 1, 3, 7, 14, 30, 60, 90, 180];

type Times = CourseAnalytics['times'];

/** How many learners stand how. */
export function standingsOf(figures: readonly EnrolmentFigure[]): CourseAnalytics['learners'] {
  const count = (is: (figure: EnrolmentFigure) => boolean): number => figures.filter(is).length;
  return {
    active: count(({ status }) => status === 'active'),
    completed: count(({ status }) => status === 'completed'),
    inactive: count(({ risk }) => risk === 'inactive'),
    behind: count(({ risk }) => risk === 'behind'),
  };
}

/** Who came in and who completed, in pieces of time that begin at midnight where the reader is, weeks on Mondays. */
export function enrolmentsOf(
  figures: readonly EnrolmentFigure[],
  bucket: AnalyticsBucket,
  offset: number,
  now: Date,
): CourseAnalytics['enrolments'] {
  const local = (moment: Date): Date => new Date(moment.getTime() + offset * MINUTE_MS);
  const indexOf = (moment: Date): number =>
    bucket === 'week' ? weekOf(local(moment)) : Math.floor(local(moment).getTime() / DAY_MS);
  const startOf = (index: number): Date => (bucket === 'week' ? weekStart(index) : new Date(index * DAY_MS));
  const length = bucket === 'week' ? WEEKS : DAYS;
  const first = indexOf(now) - length + 1;
  const pieces = Array.from({ length }, (_, index) => ({
    start: dayOf(startOf(first + index)),
    enrolled: 0,
    completed: 0,
  }));
  for (const { enrolledAt, completedAt } of figures) {
    const came = pieces[indexOf(enrolledAt) - first];
    if (came !== undefined) came.enrolled += 1;
    const went = completedAt === null ? undefined : pieces[indexOf(completedAt) - first];
    if (went !== undefined) went.completed += 1;
  }
  return pieces;
}

/** How long those who completed took, from their enrolment on. */
export function timesOf(figures: readonly EnrolmentFigure[]): Times {
  const days = figures
    .flatMap(({ enrolledAt, completedAt }) =>
      completedAt === null ? [] : [Math.max(0, completedAt.getTime() - enrolledAt.getTime()) / DAY_MS],
    )
    .sort((one, other) => one - other);
  const histogram = EDGES.map((from, index) => {
    const to = EDGES[index + 1] ?? null;
    return { from, to, count: days.filter((day) => day >= from && (to === null || day < to)).length };
  });
  const [lower, median, upper] = [0.25, 0.5, 0.75].map((share) => quantile(days, share));
  return { count: days.length, lower: lower ?? null, median: median ?? null, upper: upper ?? null, histogram };
}

/** How many did something in each of the last weeks. */
export function activityOf(figures: readonly EnrolmentFigure[], now: Date): CourseAnalytics['activity'] {
  const last = weekOf(now);
  const counts = new Map<number, number>();
  for (const { weeks } of figures) for (const week of weeks) counts.set(week, (counts.get(week) ?? 0) + 1);
  return Array.from({ length: ACTIVITY_WEEKS }, (_, index) => {
    const week = last - ACTIVITY_WEEKS + 1 + index;
    return { start: dayOf(weekStart(week)), learners: counts.get(week) ?? 0 };
  });
}

// between the two nearest values (Hyndman and Fan 1996, type 7), to a tenth of a day
function quantile(sorted: readonly number[], share: number): number | null {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return Math.round((below + (above - below) * (place - Math.floor(place))) * 10) / 10;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
