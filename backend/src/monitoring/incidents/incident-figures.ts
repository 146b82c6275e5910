import type { IncidentKind, IncidentMetrics, IncidentState } from '@classy-book/contracts/incidents';

/** What the figures look at of one incident. */
export interface MeasuredIncident {
  readonly kind: IncidentKind;
  readonly state: IncidentState;
  readonly firstSeen: Date;
  readonly detectedAt: Date;
  readonly containedAt: Date | null;
  readonly closedAt: Date | null;
}

type Measured = Pick<
  IncidentMetrics,
  'detected' | 'falseAlarms' | 'timeToDetect' | 'timeToContain' | 'timeToClose' | 'byKind' | 'byDay'
>;

const DAY_MS = 86_400_000;

/**
 * The figures of incidents that were detected in some days up to now. What was reported by hand is left out of the time to
 * detect: nobody knows when it began.
 */
export function measure(incidents: readonly MeasuredIncident[], days: number, now: Date): Measured {
  const found = incidents.filter(({ kind }) => kind !== 'manual');
  return {
    detected: incidents.length,
    falseAlarms: incidents.filter(({ state }) => state === 'false_alarm').length,
    timeToDetect: spread(found.map(({ firstSeen, detectedAt }) => between(firstSeen, detectedAt))),
    timeToContain: spread(incidents.flatMap(({ detectedAt, containedAt }) => since(detectedAt, containedAt))),
    timeToClose: spread(incidents.flatMap(({ detectedAt, closedAt }) => since(detectedAt, closedAt))),
    byKind: countBy(incidents.map(({ kind }) => kind))
      .map(([kind, count]) => ({ kind, count }))
      .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)),
    byDay: daily(
      incidents.map(({ detectedAt }) => detectedAt),
      days,
      now,
    ),
  };
}

/** Median and 90th percentile, each a value that occurred (nearest rank). */
export function spread(durations: readonly number[]): IncidentMetrics['timeToDetect'] {
  const sorted = [...durations].sort((a, b) => a - b);
  const at = (share: number): number | null => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  return { median: at(0.5), p90: at(0.9), count: sorted.length };
}

function since(from: Date, to: Date | null): number[] {
  return to === null ? [] : [between(from, to)];
}

function between(from: Date, to: Date): number {
  return Math.max(0, to.getTime() - from.getTime());
}

function countBy<T>(values: readonly T[]): [T, number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts];
}

function daily(moments: readonly Date[], days: number, now: Date): IncidentMetrics['byDay'] {
  const counts = new Map(countBy(moments.map(dayOf)));
  return Array.from({ length: days }, (_, index) => {
    const day = dayOf(new Date(now.getTime() - (days - 1 - index) * DAY_MS));
    return { day, count: counts.get(day) ?? 0 };
  });
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
