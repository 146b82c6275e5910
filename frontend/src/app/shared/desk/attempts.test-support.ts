import type { LoginAttempt } from '@classy-book/contracts/attempts';

/** An id that sorts like its number. */
export function idOf(value: number): string {
  return value.toString(16).padStart(24, '0');
}

/** A wrong password typed by a script, with what a test cares about replaced. */
export function attemptOf(different: Partial<LoginAttempt> = {}): LoginAttempt {
  return {
    id: idOf(1),
    timestamp: '2026-11-20T09:30:00.000Z',
    email: 'maya.haddad@example.org',
    userId: null,
    ipAddress: '203.0.113.77',
    outcome: 'failed',
    reason: 'wrong_password',
    method: 'password',
    factor: null,
    device: { label: 'curl 8.9', browser: null, os: null, kind: 'script' },
    userAgent: 'curl/8.9.1',
    country: null,
    sessionId: null,
    requestId: 'req-1',
    ...different,
  };
}
