import { describe, expect, it } from 'vitest';
import { progressLine, summary } from './output.ts';
import type { AttackReport } from './report.ts';

const report: AttackReport = {
  scenario: 'brute-force',
  variant: 'one-address',
  target: 'http://localhost:3000',
  seed: 7,
  seconds: 20,
  sent: 100,
  answered: 100,
  unanswered: 0,
  held: 0,
  unsent: 0,
  interrupted: false,
  accounts: 1,
  addresses: 1,
  codes: { ADDRESS_BLOCKED: 95, INVALID_CREDENTIALS: 4, ACCOUNT_LOCKED: 1 },
  latency: { p50: 3.21, p95: 12.6, p99: 20, max: 31 },
  firstLock: { attempt: 5, seconds: 0.8 },
  firstBlock: { attempt: 6, seconds: 1.04 },
  look: ['The attempts of this address: /admin/monitoring?address=192.0.2.1'],
};

describe('the summary', () => {
  it('says what was done, what came back, and when the rules struck', () => {
    const text = summary(report);
    expect(text).toContain('brute-force against http://localhost:3000 (--variant one-address --seed 7)');
    expect(text).toContain('100 attempts in 20.0 s');
    expect(text).toContain('for 1 account from 1 address\n');
    expect(text).toMatch(/95 {2}ADDRESS_BLOCKED/);
    expect(text).toMatch(/first lock +attempt 5, after 0\.8 s/);
    expect(text).toMatch(/first block +attempt 6, after 1\.0 s/);
  });

  it('gives whole links into the console of the instance', () => {
    expect(summary(report)).toContain(
      'The attempts of this address: http://localhost:3000/admin/monitoring?address=192.0.2.1',
    );
  });

  it('explains why addresses are blocked that never failed', () => {
    const blocked = { ...report, accounts: 90, addresses: 90, codes: { ADDRESS_BLOCKED: 85, INVALID_CREDENTIALS: 5 } };
    expect(summary(blocked)).toContain('TRUST_PROXY=loopback');
    expect(summary(report)).not.toContain('TRUST_PROXY');
  });

  it('says when the server could not keep up, and when it was stopped', () => {
    expect(summary({ ...report, held: 3, unsent: 2 })).toContain('3 attempts left late and 2 not at all');
    expect(summary({ ...report, interrupted: true })).toContain('Stopped before its end.');
    expect(summary(report)).not.toMatch(/keep up|Stopped/);
  });
});

describe('the progress line', () => {
  it('holds the figures that matter', () => {
    expect(progressLine(report)).toBe(
      '20 s  100 sent  5.0/s  ADDRESS_BLOCKED 95  INVALID_CREDENTIALS 4  ACCOUNT_LOCKED 1  p50 3.2 ms  p95 13 ms',
    );
  });

  it('is there before the first answer', () => {
    const none = { p50: 0, p95: 0, p99: 0, max: 0 };
    expect(progressLine({ ...report, seconds: 0, sent: 0, codes: {}, latency: none })).toContain('0 sent  0.0/s');
  });
});
