import type { Incident } from '@classy-book/contracts/incidents';
import { describe, expect, it } from 'vitest';
import { NO_ORIGIN } from '../../common/events/actor.js';
import type { IncidentChanged } from '../../common/events/desk-events.js';
import { newsOf } from './notification-news.js';

const AT = '2026-11-20T09:30:00.000Z';
const ADA = { id: 'a'.repeat(24), email: 'ada@example.org' };
const ada = { kind: 'user' as const, userId: ADA.id, email: ADA.email };

function incident(change: Partial<Incident> = {}): Incident {
  return {
    ...{ id: 'f'.repeat(24), number: 7, kind: 'scanner', kinds: ['scanner'], severity: 'medium', state: 'open' },
    ...{ dryRun: false, title: null, firstSeen: AT, lastSeen: AT, detectedAt: AT, acknowledgedAt: null },
    ...{ containedAt: null, closedAt: null, accounts: [], networks: ['203.0.113.0/24'], assignee: null, version: 0 },
    counts: { events: 1, failed: 1, succeeded: 0, accounts: 0, addresses: 1 },
    ...change,
  };
}

const event = (change: Partial<IncidentChanged>): IncidentChanged => ({
  ...{ change: 'opened', incident: incident(), changes: [], actor: { kind: 'system' }, origin: NO_ORIGIN },
  ...change,
});
const rose = (from: string, to: string) => [{ field: 'severity', from, to }];

describe('what people are told of an incident', () => {
  it('is that it came up, to everybody who handles incidents', () => {
    expect(newsOf(event({}))).toMatchObject([
      { kind: 'incident_opened', to: { permission: 'incidents:manage' }, shown: true, mailed: true },
    ]);
  });

  it('is nothing where a rule only watches, and nothing when it only grew', () => {
    expect(newsOf(event({ incident: incident({ dryRun: true }) }))).toEqual([]);
    expect(newsOf(event({ change: 'extended' }))).toEqual([]);
  });

  it('is not shown where it is of low severity, but may be mailed', () => {
    expect(newsOf(event({ incident: incident({ severity: 'low' }) }))).toMatchObject([{ shown: false, mailed: true }]);
  });

  it('is that it became more severe, and not that it became less so', () => {
    const critical = incident({ severity: 'critical' });
    const worse = event({ change: 'extended', incident: critical, changes: rose('high', 'critical') });
    expect(newsOf(worse)).toMatchObject([{ kind: 'incident_escalated', severity: 'critical' }]);
    const better = event({ change: 'updated', incident: incident(), changes: rose('high', 'medium') });
    expect(newsOf(better)).toEqual([]);
  });

  it('is that it was given to somebody, unless they took it themselves', () => {
    const given = incident({ assignee: ADA, version: 3 });
    const changes = [{ field: 'assignee', from: null, to: ADA.email }];
    const byOther = event({ change: 'updated', incident: given, changes });
    expect(newsOf(byOther)).toMatchObject([{ kind: 'incident_assigned', to: { userId: ADA.id }, mailed: false }]);
    expect(newsOf({ ...byOther, actor: ada })).toEqual([]);
  });

  it('is not told to who did it', () => {
    expect(newsOf(event({ actor: ada }))).toMatchObject([{ exceptUserId: ADA.id }]);
  });
});
