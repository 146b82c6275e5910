import type { LockedAccount } from '@classy-book/contracts/accounts';
import type { BlockedIp } from '@classy-book/contracts/blocking';
import { decisionsOf } from './decisions';

const NOW = Date.parse('2026-11-20T09:30:00Z');

const lock = (email: string, lockedUntil: string): LockedAccount => ({
  email,
  lockedUntil,
  source: 'auto',
  reason: '',
});
const block = (range: string, blockedUntil: string | null): BlockedIp => ({
  id: '0'.repeat(24),
  range,
  attempts: 5,
  reason: '',
  source: 'auto',
  permanent: blockedUntil === null,
  blockedUntil,
  createdBy: null,
  createdAt: '2026-11-20T09:00:00Z',
});

describe('what needs a decision', () => {
  it('is what ends first', () => {
    const decisions = decisionsOf(
      [lock('leo@example.org', '2026-11-20T09:50:00Z'), lock('maya@example.org', '2026-11-20T09:35:00Z')],
      [block('203.0.113.77/32', '2026-11-20T09:40:00Z')],
      NOW,
    );
    expect(decisions.map(({ id }) => id)).toEqual([
      'lock maya@example.org',
      'block 203.0.113.77/32',
      'lock leo@example.org',
    ]);
  });

  it('leaves out blocks that last long or for ever', () => {
    const blocks = [block('a', '2026-11-20T10:30:01Z'), block('b', '2026-11-20T10:30:00Z'), block('c', null)];
    expect(decisionsOf([], blocks, NOW).map(({ id }) => id)).toEqual(['block b']);
  });

  it('shows every lock, however long', () => {
    expect(decisionsOf([lock('maya@example.org', '2026-12-20T09:30:00Z')], [], NOW)).toHaveLength(1);
  });
});
