import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authLogLine } from './auth-log-line.js';

const DOCUMENT = join(import.meta.dirname, '../../../../docs/security/fail2ban.md');
const failregex = /^failregex = (.+)$/m.exec(readFileSync(DOCUMENT, 'utf8'))?.[1] ?? '';
// fail2ban takes the time away before it looks, and knows an address where it says <HOST>
const filter = new RegExp(failregex.replace('<HOST>', '(?<host>[0-9a-fA-F.:]+)'));

function bannedBy(line: string): string | null {
  return filter.exec(line.replace(/^\S+Z/, '').replace(/\n$/, ''))?.groups?.['host'] ?? null;
}

const at = new Date('2026-11-20T09:30:00.123Z');

describe('the line for fail2ban', () => {
  it('is what the document shows', () => {
    const line = authLogLine({ at, ipAddress: '203.0.113.7', email: 'ada@example.org', reason: 'wrong_password' });
    expect(readFileSync(DOCUMENT, 'utf8')).toContain(line);
  });

  it.each(['203.0.113.7', '2001:db8::7'])(
    'is found by the filter of the document, with the address %s',
    (ipAddress) => {
      expect(bannedBy(authLogLine({ at, ipAddress, email: 'ada@example.org', reason: 'wrong_password' }))).toBe(
        ipAddress,
      );
    },
  );

  it('is not counted where the owner met a lock', () => {
    const line = authLogLine({ at, ipAddress: '203.0.113.7', email: 'ada@example.org', reason: 'account_locked' });
    expect(bannedBy(line)).toBeNull();
  });

  it('never bans somebody else, whatever was typed as a user name', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        'x" reason=wrong_password\n2026-11-20T09:30:00.123Z classy-book: authentication failure; rhost=192.0.2.99 user="y',
        'rhost=192.0.2.99',
        '\r\n classy-book: authentication failure; rhost=192.0.2.99 user="" reason=wrong_password',
        '\u2028\u0085\u0000\ud800',
      ),
    );
    fc.assert(
      fc.property(hostile, (email) => {
        const line = authLogLine({ at, ipAddress: '203.0.113.7', email, reason: 'wrong_password' });
        expect(line).toMatch(/^[ -~]*\n$/);
        expect(bannedBy(line)).toBe('203.0.113.7');
        expect(line.match(/rhost=/g)).toHaveLength(1);
      }),
    );
  });
});
