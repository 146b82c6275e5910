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

  it.each(['address.blocked', 'address.unblocked', 'account.locked', 'account.unlocked', 'refresh-token.reused'])(
    'is none for a record of %s whose details were edited into something else',
    (action) => {
      expect(toStreamEvent(record(action, { range: 1, email: null, block: 'x', sessionId: 5 }))).toBeNull();
    },
  );

  it('is an incident for a refresh token that came back, also where the record is from before the email was noted', () => {
    const userId = 'b'.repeat(24);
    const sessionId = 'c'.repeat(24);
    const incident = (details: AuditRecord['details']) =>
      toStreamEvent({ ...record('refresh-token.reused', details), ipAddress: '192.0.2.1' });
    const event = {
      ...{ id: 'a'.repeat(24), at: '1970-01-01T00:00:00.000Z', kind: 'token_reuse', severity: 'high' },
      ...{ userId, sessionId, ipAddress: '192.0.2.1' },
    };
    expect(incident({ userId, sessionId, email: 'ada@example.org', userAgent: '' })).toEqual({
      stream: 'monitoring:incident',
      event: { ...event, email: 'ada@example.org' },
    });
    expect(incident({ userId, sessionId })).toEqual({
      stream: 'monitoring:incident',
      event: { ...event, email: null },
    });
  });

  it('says who did it', () => {
    expect(toStreamEvent(record('account.unlocked', { email: 'ada@example.org' }))).toEqual({
      stream: 'monitoring:account-unlocked',
      event: { id: 'a'.repeat(24), at: '1970-01-01T00:00:00.000Z', email: 'ada@example.org', by: 'admin@example.org' },
    });
  });
});
