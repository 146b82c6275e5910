import { describe, expect, it } from 'vitest';
import type { FollowedRecord } from '../../monitoring/audit/audit-follow.port.js';
import { toEcs } from './ecs.js';

const OBSERVER = { version: '1.2.3', hostname: 'desk-1' };

function recordOf(different: Partial<FollowedRecord>): FollowedRecord {
  return {
    id: 'a'.repeat(24),
    action: 'sign-in.attempted',
    actor: { kind: 'anonymous', name: 'anonymous', userId: null },
    resourceType: 'account',
    resourceId: 'ada@example.org',
    details: {
      outcome: 'failed',
      reason: 'wrong_password',
      userId: null,
      userAgent: 'curl/8',
      email: 'ada@example.org',
    },
    ipAddress: '203.0.113.7',
    requestId: 'r-1',
    timestamp: new Date('2026-11-20T09:30:00.123Z'),
    chain: { writer: 'w', seq: 7, prevHash: 'p', hash: 'h' },
    ...different,
  };
}

describe('a record in the Elastic Common Schema', () => {
  it('of a failed sign-in says who tried, from where, and why it failed', () => {
    expect(toEcs(recordOf({}), OBSERVER)).toEqual({
      '@timestamp': '2026-11-20T09:30:00.123Z',
      ecs: { version: '8.17.0' },
      message: 'sign-in.attempted account ada@example.org by anonymous',
      event: {
        id: 'a'.repeat(24),
        kind: 'event',
        category: ['authentication'],
        type: ['start'],
        action: 'sign-in.attempted',
        outcome: 'failure',
        reason: 'wrong_password',
        dataset: 'classy_book.audit',
        module: 'classy_book',
        provider: 'w',
        sequence: 7,
        hash: 'h',
      },
      user: { name: 'ada@example.org', email: 'ada@example.org', target: { email: 'ada@example.org' } },
      source: { ip: '203.0.113.7', address: '203.0.113.7' },
      user_agent: { original: 'curl/8' },
      http: { request: { id: 'r-1' } },
      observer: {
        vendor: 'Classy Book',
        product: 'Classy Book',
        type: 'audit',
        version: '1.2.3',
        hostname: 'desk-1',
      },
      related: { user: ['anonymous', 'ada@example.org'], ip: ['203.0.113.7'] },
      classy_book: expect.objectContaining({ resource: { type: 'account', id: 'ada@example.org' } }) as object,
    });
  });

  it.each([
    ['sign-in.attempted', { outcome: 'succeeded' }, 'success'],
    ['sign-in.attempted', { outcome: 'blocked' }, 'failure'],
    ['step-up.attempted', { succeeded: false }, 'failure'],
    ['access.refused', {}, 'failure'],
    ['role.changed', {}, 'success'],
  ])('of %s with %j is a %s', (action, details, outcome) => {
    expect(toEcs(recordOf({ action, details }), OBSERVER)['event']).toMatchObject({ outcome });
  });

  it('of the system has neither an address nor a request', () => {
    const actor = { kind: 'system', name: 'system', userId: null } as const;
    const ecs = toEcs(
      recordOf({ action: 'something.new', actor, ipAddress: null, requestId: '', details: {} }),
      OBSERVER,
    );
    expect(ecs).not.toHaveProperty('source');
    expect(ecs).not.toHaveProperty('http');
    expect(ecs['event']).toMatchObject({ category: ['configuration'], type: ['change'] });
  });

  it('is one line, whatever somebody typed', () => {
    const line = JSON.stringify(toEcs(recordOf({ resourceId: 'a\n{"event":1}\u2028' }), OBSERVER));
    expect(line).not.toMatch(/[\n\r]/);
    expect((JSON.parse(line) as { user: { name: string } }).user.name).toBe('a\n{"event":1}\u2028');
  });
});
