import type { Incident, IncidentMetrics } from '@classy-book/contracts/incidents';
import type { IncidentEvent } from '@classy-book/contracts/realtime';
import { idOf } from './attempts.test-support';

/** An open brute force incident with this number, found a moment ago, with what a test cares about replaced. */
export function incidentOf(number: number, different: Partial<Incident> = {}): Incident {
  const at = new Date().toISOString();
  return {
    id: idOf(number),
    number,
    kind: 'brute_force',
    kinds: ['brute_force'],
    severity: 'high',
    state: 'open',
    dryRun: false,
    title: null,
    firstSeen: at,
    lastSeen: at,
    detectedAt: at,
    acknowledgedAt: null,
    containedAt: null,
    closedAt: null,
    counts: { events: 12, failed: 12, succeeded: 0, accounts: 1, addresses: 1 },
    accounts: ['maya.haddad@example.org'],
    networks: ['203.0.113.77/32'],
    assignee: null,
    version: 0,
    ...different,
  };
}

/** The event with this number that brings an incident onto the stream. */
export function incidentEvent(number: number, incident: Incident, change: IncidentEvent['change']): IncidentEvent {
  return { id: idOf(number), at: new Date().toISOString(), change, by: 'system', incident };
}

export function incidentMetricsOf(different: Partial<IncidentMetrics> = {}): IncidentMetrics {
  const nothing = { median: null, p90: null, count: 0 };
  return {
    days: 30,
    open: 3,
    openBySeverity: { low: 0, medium: 2, high: 0, critical: 1 },
    detected: 9,
    falseAlarms: 1,
    timeToDetect: { median: 4_000, p90: 9_000, count: 9 },
    timeToContain: { median: 180_000, p90: 600_000, count: 4 },
    timeToClose: nothing,
    byKind: [{ kind: 'brute_force', count: 9 }],
    byDay: [{ day: '2026-11-20', count: 9 }],
    ...different,
  };
}
