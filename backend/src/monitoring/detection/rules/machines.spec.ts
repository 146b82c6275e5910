import { describe, expect, it } from 'vitest';
import {
  detector,
  HOUR,
  incidentsIn,
  kindsIn,
  MINUTE,
  MORNING,
  SECOND,
  TestLog,
  userIdOf,
} from '../log.test-support.js';

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('a scanner', () => {
  interface Refused {
    readonly count?: number;
    readonly paths?: readonly string[];
    readonly probes?: readonly string[];
  }
  const refused = (
    log: TestLog,
    at: number,
    address: string,
    { count = 1, paths = [], probes = [] }: Refused,
  ): TestLog =>
    log.add(at, 'requests.refused', address, { count, statuses: { 404: count }, paths: [...paths, ...probes], probes });

  it('is seen at the third known probe path, not at the second', () => {
    const probing = (count: number, every: number): TestLog => {
      const log = new TestLog();
      for (const index of range(count))
        refused(log, MORNING + index * every, '8.1.1.1', { probes: [`/.env${String(index)}`] });
      return log;
    };
    expect(kindsIn(probing(2, MINUTE))).toEqual([]);
    expect(kindsIn(probing(3, MINUTE))).toEqual(['scanner medium']);
    expect(kindsIn(probing(3, 20 * MINUTE))).toEqual(['scanner medium']);
    expect(kindsIn(probing(3, 40 * MINUTE))).toEqual([]);
  });

  it('is seen by what it looks for: twenty different paths, or three hundred requests', () => {
    const paths = (count: number): TestLog =>
      refused(new TestLog(), MORNING, '8.1.1.1', { count, paths: range(count).map((index) => `/a${String(index)}`) });
    expect(kindsIn(paths(19))).toEqual([]);
    expect(kindsIn(paths(20))).toEqual(['scanner medium']);
    const burst = (different: number): TestLog => {
      const log = new TestLog();
      for (const second of range(60)) {
        const asked = range(different).map((index) => `/b${String(index)}`);
        refused(log, MORNING + second * SECOND, '8.1.1.1', { count: 10, paths: asked });
      }
      return log;
    };
    expect(kindsIn(burst(12))).toEqual(['scanner medium']);
    expect(kindsIn(burst(9))).toEqual([]);
  });

  it('is one incident over the addresses of its network, with all of its requests', () => {
    const log = new TestLog();
    for (const index of range(400)) {
      refused(log, MORNING + index * SECOND, `8.1.1.${String(index % 30)}`, {
        count: 5,
        probes: [`/x${String(index)}.php`],
      });
    }
    const [incident, ...others] = incidentsIn(log);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ kind: 'scanner', events: 2_000 });
  });

  it('is not a page that asks again, nor tabs whose session has ended, nor what the settings leave out', () => {
    const log = new TestLog();
    for (const index of range(200)) {
      refused(log, MORNING + index * 10 * SECOND, '5.1.1.1', { count: 5, paths: ['/api/v1/me', '/api/v1/courses'] });
    }
    expect(kindsIn(log)).toEqual([]);
    const known = refused(new TestLog(), MORNING, '8.1.1.1', { probes: ['/old/a.php', '/old/b.php', '/old/c.php'] });
    expect(kindsIn(known)).toEqual(['scanner medium']);
    expect(kindsIn(known, detector({ rule: 'scanner', values: { ignoredPaths: ['/old/'] } }))).toEqual([]);
  });

  it('is somebody signed in who tries ten routes that are not theirs', () => {
    const trying = (count: number): TestLog => {
      const log = new TestLog();
      for (const index of range(count)) {
        const route = `GET /admin/${String(index)}`;
        log.act(MORNING + index * SECOND, 'access.refused', 'eve@example.org', { permission: 'users:read', route });
      }
      return log;
    };
    expect(kindsIn(trying(9))).toEqual([]);
    expect(kindsIn(trying(10))).toEqual(['scanner medium']);
  });
});

describe('keys', () => {
  const key = 'aaaaaaaaaaaaaaaaaaaaaaaa';
  const owner = 'ops@example.org';
  const use = (log: TestLog, at: number, reason: string, count = 1): TestLog => {
    const details =
      reason === 'unknown'
        ? { keyId: null, name: null, userId: null, email: null }
        : { keyId: key, name: 'cron', userId: userIdOf(owner), email: owner };
    return log.add(at, 'api-key.refused', '8.1.1.1', { ...details, reason, permission: null, count });
  };

  it('that have ended are seen at the third use, unknown and too curious ones at the fifth', () => {
    const uses = (reason: string, count: number): string[] => {
      const log = new TestLog();
      for (const index of range(count)) use(log, MORNING + index * MINUTE, reason);
      return kindsIn(log);
    };
    expect(uses('revoked', 2)).toEqual([]);
    expect(uses('revoked', 3)).toEqual(['api_key_misuse medium']);
    expect(uses('expired', 3)).toEqual(['api_key_misuse medium']);
    expect(uses('unknown', 4)).toEqual([]);
    expect(uses('unknown', 5)).toEqual(['api_key_misuse medium']);
    expect(uses('not_permitted', 4)).toEqual([]);
    expect(uses('not_permitted', 5)).toEqual(['api_key_misuse medium']);
  });

  it('that nobody has are seen also where each is tried from another address of a network', () => {
    const log = new TestLog();
    for (const index of range(20)) {
      const details = {
        keyId: null,
        name: null,
        userId: null,
        email: null,
        reason: 'unknown',
        permission: null,
        count: 1,
      };
      log.add(MORNING + index * SECOND, 'api-key.refused', `8.1.1.${String(index)}`, details);
    }
    expect(kindsIn(log)).toEqual(['api_key_misuse medium']);
  });

  it('are counted by what was told together, and are one incident', () => {
    expect(kindsIn(use(new TestLog(), MORNING, 'unknown', 40))).toEqual(['api_key_misuse medium']);
    const log = new TestLog();
    for (const index of range(100)) use(log, MORNING + index * SECOND, 'revoked', 3);
    expect(incidentsIn(log).map(({ kind, events }) => [kind, events])).toEqual([['api_key_misuse', 300]]);
  });

  it('are seen from a new country, and not from a new network at home', () => {
    const from = (newCountry: boolean): TestLog => {
      const details = { keyId: key, name: 'cron', userId: userIdOf(owner), email: owner, country: 'JP', newCountry };
      return new TestLog().add(MORNING, 'api-key.unfamiliar', '6.1.1.1', details, { resourceId: key });
    };
    expect(kindsIn(from(true))).toEqual(['api_key_misuse medium']);
    expect(kindsIn(from(false))).toEqual([]);
  });

  it('that are refused now and then are nothing', () => {
    const log = new TestLog();
    for (const index of range(20)) use(log, MORNING + index * HOUR, 'expired');
    expect(kindsIn(log)).toEqual([]);
  });
});

describe('records that somebody wrote by hand', () => {
  it('are read as far as they make sense, and stop nothing', () => {
    const log = new TestLog();
    const nonsense = [null, 7, 'text', ['list'], { deep: { deeper: null } }] as const;
    for (const action of ['sign-in.attempted', 'requests.refused', 'api-key.refused', 'sign-in.unfamiliar']) {
      for (const what of nonsense) {
        log.add(MORNING, action, 'no-address', { email: what, outcome: what, count: what, paths: what, userId: what });
        log.add(MORNING, action, null, what as never);
      }
    }
    expect(kindsIn(log)).toEqual([]);
  });
});
