import { entitySummarySchema, loginAttemptSchema, type LoginAttempt } from '@classy-book/contracts/attempts';
import { type mongo, Types } from 'mongoose';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.js';
import { type PastAttempt, store } from './seeded-attempts.js';

let t: TestApp;
let token: string;
const START = Date.now() - 3 * 3_600_000;
const seeded: PastAttempt[] = [];

beforeAll(async () => {
  t = await startApp({}, 'all');
  token = (await t.signIn()).accessToken;
  const outcomes = ['failed', 'blocked', 'failed', 'succeeded'] as const;
  for (let n = 0; n < 240; n += 1) {
    const outcome = outcomes[n % 4];
    seeded.push({
      at: new Date(START + n * 1_000),
      email: `user${String(n % 6)}@example.org`,
      ipAddress: n % 3 === 0 ? `2001:db8::${String(n % 9)}` : `203.0.113.${String(n % 40)}`,
      outcome,
      reason:
        outcome === 'failed'
          ? n % 8 === 0
            ? 'unknown_account'
            : 'wrong_password'
          : outcome === 'blocked'
            ? 'account_locked'
            : null,
      method: n % 10 === 0 ? 'admin_password' : 'password',
      userAgent: n === 5 ? '=cmd|"/C calc"!A0' : 'curl/8.5.0',
    });
  }
  await store(attempts(), seeded);
});
afterAll(async () => {
  await t.close();
});

const attempts = () => t.connection.collection('login_attempts') as unknown as mongo.Collection;
const get = (path: string, query: Record<string, string> = {}) =>
  supertest(t.url).get(`/api/v1/monitoring/${path}`).query(query).set('Authorization', `Bearer ${token}`);

// only what was seeded: signing in leaves attempts of its own
const RANGE = { from: new Date(START).toISOString(), to: new Date(START + 240_000).toISOString() };

async function walk(query: Record<string, string>): Promise<LoginAttempt[]> {
  const all: LoginAttempt[] = [];
  let cursor: string | null = null;
  do {
    const answer = await get('login-attempts', {
      ...RANGE,
      limit: '17',
      ...query,
      ...(cursor === null ? {} : { cursor }),
    }).expect(200);
    all.push(...(answer.body.data as LoginAttempt[]));
    cursor = answer.body.pagination.nextCursor as string | null;
  } while (cursor !== null);
  return all;
}

describe('the list of attempts', () => {
  it('comes in the form of the contract, newest first', async () => {
    const answer = await get('login-attempts', RANGE).expect(200);
    expect(answer.body.pagination.limit).toBe(50);
    const items = loginAttemptSchema.array().parse(answer.body.data);
    expect(items).toHaveLength(50);
    expect(items[0]?.timestamp).toBe(seeded.at(-1)?.at.toISOString());
  });

  it.each(['-timestamp', 'timestamp'])('walks by cursor through every attempt once, sorted by %s', async (sort) => {
    const times = (await walk({ sort })).map(({ timestamp }) => timestamp);
    const expected = seeded.map(({ at }) => at.toISOString());
    expect(times).toEqual(sort === 'timestamp' ? expected : expected.reverse());
  });

  it('is not shifted by attempts that arrive between two pages', async () => {
    const first = await get('login-attempts', { limit: '5' }).expect(200);
    await supertest(t.url)
      .post('/api/v1/auth/login')
      .set('X-Forwarded-For', '192.0.2.77')
      .send({ email: 'x@example.org', password: 'y' });
    const second = await get('login-attempts', { limit: '5', cursor: first.body.pagination.nextCursor }).expect(200);
    const ids = [...first.body.data, ...second.body.data].map(({ id }: LoginAttempt) => id);
    expect(ids).toEqual([...ids].sort().reverse());
    expect(new Set(ids).size).toBe(10);
    expect(second.body.data.map(({ email }: LoginAttempt) => email)).not.toContain('x@example.org');
  });

  const filters: [Record<string, string>, (attempt: PastAttempt) => boolean][] = [
    [{ outcome: 'failed' }, ({ outcome }) => outcome === 'failed'],
    [{ outcome: 'blocked,succeeded' }, ({ outcome }) => outcome !== 'failed'],
    [{ reason: 'unknown_account' }, ({ reason }) => reason === 'unknown_account'],
    [{ method: 'admin_password' }, ({ method }) => method === 'admin_password'],
    [{ email: ' User3@Example.ORG ' }, ({ email }) => email === 'user3@example.org'],
    [{ address: '203.0.113.7' }, ({ ipAddress }) => ipAddress === '203.0.113.7'],
    [{ address: '::ffff:203.0.113.7' }, ({ ipAddress }) => ipAddress === '203.0.113.7'],
    [{ address: '203.0.113.16/28' }, ({ ipAddress = '' }) => /^203\.0\.113\.(1[6-9]|2\d|3[01])$/.test(ipAddress)],
    [{ address: '2001:db8::/64' }, ({ ipAddress = '' }) => ipAddress.includes(':')],
    [{ from: new Date(START + 100_000).toISOString() }, ({ at }) => at.getTime() >= START + 100_000],
    [{ to: new Date(START + 100_000).toISOString() }, ({ at }) => at.getTime() < START + 100_000],
    [
      { outcome: 'failed', email: 'user0@example.org', address: '2001:db8::/32' },
      (a) => a.outcome === 'failed' && a.email === 'user0@example.org' && (a.ipAddress ?? '').includes(':'),
    ],
  ];
  it.each(filters)('keeps exactly what %j asks for', async (filter, keeps) => {
    const expected = seeded.filter(keeps).map(({ at }) => at.toISOString());
    expect(expected.length).toBeGreaterThan(0);
    expect((await walk(filter)).map(({ timestamp }) => timestamp)).toEqual(expected.reverse());
  });

  it.each([
    [{ outcome: 'exploded' }, 'VALIDATION_FAILED'],
    [{ unknown: '1' }, 'VALIDATION_FAILED'],
    [{ limit: '0' }, 'VALIDATION_FAILED'],
    [{ limit: '101' }, 'VALIDATION_FAILED'],
    [{ sort: 'email' }, 'VALIDATION_FAILED'],
    [{ cursor: 'zzz' }, 'VALIDATION_FAILED'],
    [{ 'email[$ne]': 'x' }, 'VALIDATION_FAILED'],
    [{ email: 'a\u0000b' }, 'VALIDATION_FAILED'],
    [{ address: '203.0.113.7/24' }, 'RANGE_OFF_BOUNDARY'],
    [{ address: '300.0.0.1' }, 'VALIDATION_FAILED'],
    [{ from: 'yesterday' }, 'VALIDATION_FAILED'],
    [{ from: RANGE.to, to: RANGE.from }, 'VALIDATION_FAILED'],
  ])('refuses %j with %s', async (query, code) => {
    const answer = await get('login-attempts', query as Record<string, string>).expect(400);
    expect(answer.body.error.code).toBe(code);
  });

  it('is for those with the permission only', async () => {
    await t.addAccount('learner@example.org');
    const { accessToken } = await t.signIn('learner@example.org', undefined, '192.0.2.11');
    for (const path of ['login-attempts', 'login-attempts/export', 'timeline', 'security-metrics', 'blocked-ips']) {
      await supertest(t.url).get(`/api/v1/monitoring/${path}`).expect(401);
      await supertest(t.url)
        .get(`/api/v1/monitoring/${path}`)
        .set('Authorization', `Bearer ${accessToken}`)
        .expect(403);
    }
  });
});

describe('a list among many', () => {
  it.each(['-timestamp', 'timestamp'])(
    'finds what lies far apart, walking by %s, and exports the same',
    async (sort) => {
      const from = START - 40 * 86_400_000;
      if (
        (await attempts().countDocuments({
          requestId: 'seeded',
          method: 'admin_password',
          email: 'far@example.org',
        })) === 0
      ) {
        const filler = Array.from({ length: 12_000 }, (_, n): PastAttempt => ({
          at: new Date(from + n * 60_000),
          ipAddress: '192.0.2.5',
        }));
        const far = [0, 1, 4_999, 5_000, 5_001, 11_998, 11_999].map((n): PastAttempt => ({
          at: new Date(from + n * 60_000),
          method: 'admin_password',
          email: 'far@example.org',
        }));
        await store(attempts(), [...filler, ...far]);
      }
      const range = {
        from: new Date(from).toISOString(),
        to: new Date(from + 12_000 * 60_000).toISOString(),
        method: 'admin_password',
      };
      const found: string[] = [];
      let cursor: string | null = null;
      do {
        const answer = await get('login-attempts', {
          ...range,
          sort,
          limit: '2',
          ...(cursor === null ? {} : { cursor }),
        }).expect(200);
        found.push(...(answer.body.data as LoginAttempt[]).map(({ id }) => id));
        cursor = answer.body.pagination.nextCursor as string | null;
      } while (cursor !== null);
      const stored = await attempts().find({ email: 'far@example.org' }).sort({ _id: 1 }).toArray();
      const expected = stored.map(({ _id }) => String(_id));
      expect(found).toEqual(sort === 'timestamp' ? expected : [...expected].reverse());
      const file = await get('login-attempts/export', range).expect(200);
      const exported = file.text
        .trimEnd()
        .split('\r\n')
        .slice(1)
        .map((line) => line.slice(0, 24));
      expect(exported).toEqual([...expected].reverse());
    },
  );
});

describe('every filter that is offered', () => {
  const plans: [string, Record<string, unknown>][] = [
    ['nothing', {}],
    ['an account', { email: 'user3@example.org' }],
    ['an address', { ipKey: '00000000000000000000ffffcb007107' }],
    [
      'a range of addresses',
      { ipKey: { $gte: '00000000000000000000ffffcb007110', $lte: '00000000000000000000ffffcb00711f' } },
    ],
    ['an outcome', { outcome: 'blocked' }],
    ['a reason', { failureReason: 'unknown_account' }],
    ['a method', { method: 'admin_password' }],
    ['a country', { country: 'DE' }],
    ['a person', { userId: new Types.ObjectId() }],
  ];
  beforeAll(async () => {
    // enough attempts that reading them all would not be the cheapest plan
    const more = Array.from({ length: 5_000 }, (_, n): PastAttempt => ({
      at: new Date(START - 86_400_000 - n * 1_000),
      email: `filler${String(n)}@example.org`,
      ipAddress: `198.51.${String(n % 100)}.${String(n % 250)}`,
    }));
    await store(attempts(), more);
  });

  it.each(plans)('is answered with an index: %s', async (_name, query) => {
    const plan = JSON.stringify(await attempts().find(query).sort({ _id: -1 }).limit(51).explain('queryPlanner'));
    expect(plan).toMatch(/IXSCAN|Index Scan|Index Only Scan/);
    expect(plan).not.toMatch(/COLLSCAN|Seq Scan/);
  });
});

describe('the last day of an address or an account', () => {
  it('of a range counts its attempts, its accounts and its half hours', async () => {
    const answer = await get('addresses/summary', { address: '2001:db8::/64' }).expect(200);
    const summary = entitySummarySchema.parse(answer.body.data);
    const own = seeded.filter(({ ipAddress }) => ipAddress?.includes(':'));
    expect(summary).toMatchObject({
      total: own.length,
      succeeded: own.filter(({ outcome }) => outcome === 'succeeded').length,
      failed: own.filter(({ outcome }) => outcome === 'failed').length,
      blocked: own.filter(({ outcome }) => outcome === 'blocked').length,
      distinct: new Set(own.map(({ email }) => email)).size,
      firstSeen: own[0]?.at.toISOString(),
      lastSeen: own.at(-1)?.at.toISOString(),
    });
    expect(summary.series).toHaveLength(48);
    expect(summary.series.reduce((sum, n) => sum + n, 0)).toBe(own.length);
    expect(summary.top.reduce((sum, { count }) => sum + count, 0)).toBe(own.length);
  });

  it('of an account names the addresses that tried it most', async () => {
    const answer = await get('accounts/summary', { email: 'user3@example.org' }).expect(200);
    const own = seeded.filter(({ email }) => email === 'user3@example.org');
    expect(answer.body.data.total).toBe(own.length);
    expect(answer.body.data.top[0].count).toBeGreaterThanOrEqual(answer.body.data.top.at(-1).count);
    expect(answer.body.data.top.length).toBeLessThanOrEqual(10);
  });

  it('of somebody unknown is empty, and of nonsense refused', async () => {
    const answer = await get('accounts/summary', { email: 'nobody@example.org' }).expect(200);
    expect(answer.body.data).toMatchObject({ total: 0, distinct: 0, firstSeen: null, top: [] });
    await get('addresses/summary', { address: 'x' }).expect(400);
    await get('addresses/summary').expect(400);
  });
});
