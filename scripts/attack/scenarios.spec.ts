import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from './random.ts';
import type { Attempt, Cast } from './scenario.ts';
import { scenarioNames, type ScenarioName, variantNames, variantOf } from './scenarios.ts';

// RFC 5737, RFC 2544, RFC 3849
const DOCUMENTATION = /^(192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|198\.1[89]\.|2001:db8:)/;
const PASSWORD = 'Correct-horse-7';

interface Wanted extends Partial<Cast> {
  readonly seed?: number;
  readonly variant?: string;
}

function prepared(name: ScenarioName, { seed = 1, accounts = [], password = null, variant }: Wanted = {}) {
  const [, { prepare }] = variantOf(name, variant);
  return prepare({ random: seededRandom(seed), accounts, password });
}

/** The first attempts, or all where there are fewer. */
function take(name: ScenarioName, count: number, wanted: Wanted = {}): Attempt[] {
  const { attempts, count: all = Infinity } = prepared(name, wanted);
  return Array.from({ length: Math.min(count, all) }, () => attempts.next().value);
}

function perKey(attempts: readonly Attempt[], key: 'email' | 'address'): number[] {
  const counts = new Map<string, number>();
  for (const attempt of attempts) counts.set(attempt[key], (counts.get(attempt[key]) ?? 0) + 1);
  return [...counts.values()];
}

// who carries an errand out is no part of what it is
function said(attempts: readonly Attempt[]): unknown[] {
  return attempts.map(({ errand, ...attempt }) => ({ ...attempt, errand: errand?.says }));
}

/** The networks that attempts came from: a /24, or a /48. */
function networksOf(attempts: readonly Attempt[]): Set<string> {
  return new Set(
    attempts.map(({ address }) =>
      address.includes(':') ? address.split(':').slice(0, 3).join(':') : address.split('.').slice(0, 3).join('.'),
    ),
  );
}

const PEOPLE = { accounts: ['ann@example.org', 'bob@example.org'], password: PASSWORD };
const everyVariant = scenarioNames.flatMap((name) => variantNames(name).map((variant) => [name, variant] as const));
const TRAVELLING: readonly ScenarioName[] = ['impossible-travel', 'new-country', 'api-key-misuse', 'normal-day'];

describe('every scenario', () => {
  it.each(everyVariant)('%s, %s, makes the same attempts from the same seed', (name, variant) => {
    const once = said(take(name, 50, { ...PEOPLE, variant, seed: 42 }));
    expect(said(take(name, 50, { ...PEOPLE, variant, seed: 42 }))).toEqual(once);
    expect(said(take(name, 50, { ...PEOPLE, variant, seed: 43 }))).not.toEqual(once);
  });

  it.each(everyVariant)('%s, %s, names only addresses and mail domains that belong to nobody', (name, variant) => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        for (const { address, email } of take(name, 200, { ...PEOPLE, seed, variant })) {
          expect(address).toMatch(TRAVELLING.includes(name) ? /^(?:\d+\.){3}\d+$|^2001:db8:/ : DOCUMENTATION);
          expect(isIP(address)).not.toBe(0);
          expect(email).toMatch(/^([\w.]+@example\.(com|org|net))?$/);
        }
      }),
      { numRuns: 10 },
    );
  });

  it.each(everyVariant)('%s, %s, writes addresses as the server will show them', (name, variant) => {
    for (const { address } of take(name, 2_000, { ...PEOPLE, variant })) {
      const canonical = isIP(address) === 6 ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
      expect(address).toBe(canonical);
    }
  });

  it('says which account it needs where none was given', () => {
    expect(() => prepared('mass-export')).toThrow('name an administrator with --account and --password');
    expect(() => prepared('privilege-change', { accounts: ['ann@example.org'], password: PASSWORD })).toThrow(
      'second --account',
    );
    expect(() => variantOf('scanner', 'toString')).toThrow(RangeError);
  });
});

describe('brute force', () => {
  it('guesses at the account that was named, always with another password, from one address', () => {
    const attempts = take('brute-force', 300, { accounts: ['teacher@example.org'] });
    expect(new Set(attempts.map(({ email }) => email))).toEqual(new Set(['teacher@example.org']));
    expect(new Set(attempts.map(({ address }) => address)).size).toBe(1);
    expect(new Set(attempts.slice(0, 16).map(({ password }) => password)).size).toBe(16);
    expect(new Set(attempts.map(({ password }) => password)).size).toBeGreaterThan(290);
  });
});

describe('credential stuffing', () => {
  it('tries each account once, each time from another address, for as long as it goes on', () => {
    const attempts = take('credential-stuffing', 5_000);
    expect(Math.max(...perKey(attempts, 'email'))).toBe(1);
    expect(Math.max(...perKey(attempts, 'address'))).toBe(1);
  });

  it('comes from as many networks as its variant says', () => {
    const networks = (variant: string): number => networksOf(take('credential-stuffing', 400, { variant })).size;
    expect(networks('one-address')).toBe(1);
    expect(networks('one-network')).toBe(1);
    expect(networks('ipv6-network')).toBe(1);
    expect(networks('few-networks')).toBe(4);
    expect(networks('many-networks')).toBe(400);
  });

  it('tries the accounts that were named first', () => {
    const attempts = take('credential-stuffing', 3, { accounts: ['one@example.org', 'two@example.org'] });
    expect(attempts.slice(0, 2).map(({ email }) => email)).toEqual(['one@example.org', 'two@example.org']);
  });
});

describe('password spraying', () => {
  it('stays below five failures for every account and every address', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const attempts = take('password-spraying', 1_000, { seed });
        expect(Math.max(...perKey(attempts, 'email'))).toBeLessThanOrEqual(2);
        expect(Math.max(...perKey(attempts, 'address'))).toBeLessThanOrEqual(2);
      }),
      { numRuns: 20 },
    );
  });

  it('tries one password on many accounts before it turns to the next', () => {
    const attempts = take('password-spraying', 25);
    expect(new Set(attempts.map(({ password }) => password)).size).toBe(1);
    expect(new Set(attempts.map(({ email }) => email)).size).toBe(25);
  });
});

describe('slow distributed guessing', () => {
  it('guesses at one account, each time from another address', () => {
    const attempts = take('slow-distributed', 1_000);
    expect(perKey(attempts, 'email')).toEqual([1_000]);
    expect(Math.max(...perKey(attempts, 'address'))).toBe(1);
  });
});

describe('normal traffic', () => {
  const accounts = ['ann@example.org', 'bob@example.org'];

  it('ends every visit with the right password, after at most two slips', () => {
    const attempts = take('normal', 2_000, { accounts, password: PASSWORD });
    let slips = 0;
    for (const { password } of attempts) {
      slips = password === PASSWORD ? 0 : slips + 1;
      expect(slips).toBeLessThanOrEqual(2);
    }
    const right = attempts.filter(({ password }) => password === PASSWORD).length;
    expect(right / attempts.length).toBeGreaterThan(0.8);
    expect(right / attempts.length).toBeLessThan(0.95);
  });

  it('lets the slips of one visit come from the device that then gets in', () => {
    const attempts = take('normal', 2_000, { accounts, password: PASSWORD });
    attempts.forEach((attempt, index) => {
      const next = attempts[index + 1];
      if (attempt.password === PASSWORD || next === undefined) return;
      expect([next.device, next.address, next.email]).toEqual([attempt.device, attempt.address, attempt.email]);
    });
  });

  it('never fails often from one address, so that no rule trips', () => {
    const attempts = take('normal', 3_000, { accounts, password: PASSWORD });
    const failures = attempts.filter(({ password }) => password !== PASSWORD);
    expect(Math.max(...perKey(failures, 'address'))).toBeLessThanOrEqual(2);
  });

  it('without a password is made of strangers who give up after one or two failures', () => {
    const attempts = take('normal', 1_000);
    expect(Math.max(...perKey(attempts, 'email'))).toBe(2);
    expect(Math.max(...perKey(attempts, 'address'))).toBe(2);
  });
});
