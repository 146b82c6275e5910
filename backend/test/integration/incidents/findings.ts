import type { Finding, FindingEntity } from '../../../src/monitoring/incidents/findings.port.js';

/** The moment from which the findings of these tests count: half an hour ago, so that nothing lies in the future. */
export const START = new Date(Math.floor(Date.now() / 1000) * 1000 - 1_800_000);

export const after = (seconds: number): Date => new Date(START.getTime() + seconds * 1_000);

/** An entity as a rule gives it. */
export function entity(type: FindingEntity['type'], value: string, change: Partial<FindingEntity> = {}): FindingEntity {
  const counts = { events: 1, failed: 1, succeeded: 0 };
  return { type, value, userId: null, ...counts, firstSeen: START, lastSeen: START, ...change };
}

/** A finding of the brute force rule on an account, unless it is said to be another. */
export function finding(key: string, change: Partial<Finding> = {}): Finding {
  return {
    rule: 'brute_force',
    key,
    joins: [`brute_force ${key}`, key],
    rank: 10,
    severity: 'medium',
    dryRun: false,
    opening: true,
    firstSeen: START,
    lastSeen: after(10),
    detectedAt: after(11),
    events: 10,
    failed: 10,
    succeeded: 0,
    entities: [],
    evidence: [],
    facts: { threshold: 10, windowMinutes: 15 },
    ...change,
  };
}
