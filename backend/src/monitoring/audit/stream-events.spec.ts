import { describe, expect, it } from 'vitest';
import type { AuditRecord } from './audit-record.js';
import { toStreamEvent } from './stream-events.js';

const record = (action: string, details: AuditRecord['details']): AuditRecord => ({
  id: 'a'.repeat(24),
  action,
  details,
  actor: { kind: 'user', name: 'admin@example.org', userId: null },
  resourceType: '',
  resourceId: '',
  ipAddress: null,
  requestId: '',
  timestamp: new Date(0),
  chain: { writer: '', seq: 1, prevHash: '', hash: '' },
});

describe('the event of an audit record', () => {
  it('is none for records that no stream shows', () => {
    expect(toStreamEvent(record('sessions.ended', {}))).toBeNull();
    expect(toStreamEvent(record('sign-in.attempted', {}))).toBeNull();
  });

  it.each(['address.blocked', 'address.unblocked', 'account.locked', 'account.unlocked', 'incident.changed'])(
    'is none for a record of %s whose details were edited into something else',
    (action) => {
      expect(toStreamEvent(record(action, { range: 1, email: null, block: 'x', sessionId: 5 }))).toBeNull();
    },
  );

  it('is an incident that came up, unless its rule only watches', () => {
    const at = '1970-01-01T00:00:00.000Z';
    const incident = {
      ...{
        id: 'b'.repeat(24),
        number: 7,
        kind: 'token_reuse',
        kinds: ['token_reuse'],
        severity: 'high',
        state: 'open',
      },
      ...{ dryRun: false, title: null, firstSeen: at, lastSeen: at, detectedAt: at },
      ...{ acknowledgedAt: null, containedAt: null, closedAt: null, assignee: null, version: 0 },
      ...{ accounts: ['ada@example.org'], networks: ['192.0.2.1/32'] },
      counts: { events: 1, failed: 0, succeeded: 0, accounts: 1, addresses: 1 },
    };
    const told = (facts: AuditRecord['details']) =>
      toStreamEvent(record('incident.changed', { change: 'opened', incident: { ...incident, ...facts }, changes: [] }));
    expect(told({})).toEqual({
      stream: 'monitoring:incident',
      event: { id: 'a'.repeat(24), at, by: 'admin@example.org', change: 'opened', incident },
    });
    expect(told({ dryRun: true })).toBeNull();
  });

  it('says who did it', () => {
    expect(toStreamEvent(record('account.unlocked', { email: 'ada@example.org' }))).toEqual({
      stream: 'monitoring:account-unlocked',
      event: { id: 'a'.repeat(24), at: '1970-01-01T00:00:00.000Z', email: 'ada@example.org', by: 'admin@example.org' },
    });
  });
});
