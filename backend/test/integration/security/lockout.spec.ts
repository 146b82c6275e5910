import supertest from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../../src/common/clock/clock.js';
import { NO_ORIGIN } from '../../../src/common/events/actor.js';
import { BlockedAddressesService } from '../../../src/security/blocked-addresses/blocked-addresses.service.js';
import { LockoutService, type Reservation } from '../../../src/security/brute-force/lockout.service.js';
import { ADMIN, startApp, type TestApp } from '../../support/app.js';

let t: TestApp;
let lockout: LockoutService;
let passed = 0;

beforeAll(async () => {
  t = await startApp();
  lockout = t.app.get(LockoutService, { strict: false });
  t.app.get(Clock).now = () => new Date(Date.now() + passed);
});
afterAll(async () => {
  await t.close();
});
afterEach(() => {
  passed = 0;
});

const MINUTE = 60_000;
const many = async (count: number, reserve: () => Promise<Reservation>) =>
  await Promise.all(Array.from({ length: count }, reserve));
const minutesUntil = (lock: Date | null | undefined) =>
  Math.round(((lock?.getTime() ?? 0) - Date.now() - passed) / MINUTE);

function login(address: string, email: string, password = 'wrong') {
  return supertest(t.url).post('/api/v1/auth/login').set('X-Forwarded-For', address).send({ email, password });
}

describe('the addresses of one IPv6 network', () => {
  const inNetwork = (host: string) => `2001:db8:77:1:${host}`;

  it('are counted together: who changes the address with each guess has five of them', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, async (_, index) =>
        login(inNetwork(`:${String(index + 1)}`), `six${String(index)}@example.org`),
      ),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ body }) => body.error.code === 'ADDRESS_BLOCKED')).toHaveLength(7);
  });

  it('are blocked together, under their own name, and their neighbours are not', async () => {
    const block = await t.connection.collection('blocked_ips').findOne({ range: '2001:db8:77:1::/64' });
    expect(block).toMatchObject({ source: 'auto', attempts: 5 });
    const health = async (address: string) =>
      (await supertest(t.url).get('/api/v1/health/live').set('X-Forwarded-For', address)).status;
    expect(await health(inNetwork('ffff::1'))).toBe(403);
    expect(await health('2001:db8:77:2::1')).toBe(200);
  });

  it('are forgiven together when the block of the network is lifted', async () => {
    const caller = { actor: { kind: 'system' }, origin: NO_ORIGIN } as const;
    const blocks = t.app.get(BlockedAddressesService);
    await expect(blocks.unblock({ address: inNetwork(':5') }, caller)).rejects.toMatchObject({
      code: 'COVERED_BY_RANGE',
    });
    await blocks.unblock({ address: '2001:db8:77:1::/64' }, caller);
    expect((await login(inNetwork(':9'), ADMIN.email, ADMIN.password)).status).toBe(200);
    const counter = await t.connection.collection('attempt_counters').findOne({ subject: '2001:db8:77:1::/64' });
    expect(counter?.['failures']).toBe(0);
  });
});

describe('wrong second factors', () => {
  const email = 'factor@example.org';
  const reserve = async () => await lockout.reserveForSecondFactor(email);

  it('are limited to five, also in parallel, and then wait longer each time', async () => {
    const first = await many(20, reserve);
    expect(first.filter(({ allowed }) => allowed)).toHaveLength(5);
    expect(first.filter(({ tripped }) => tripped)).toHaveLength(1);
    expect(minutesUntil(first.find(({ tripped }) => tripped)?.lockedUntil)).toBe(15);
    passed = 16 * MINUTE;
    const second = await many(20, reserve);
    expect(second.filter(({ allowed }) => allowed)).toHaveLength(5);
    expect(minutesUntil(second.find(({ tripped }) => tripped)?.lockedUntil)).toBe(30);
  });

  it('do not lock the password of the account', async () => {
    await t.addAccount(email);
    expect((await login('192.0.2.5', email, ADMIN.password)).status).toBe(200);
  });

  it('are forgotten after a right one, and its lock is lifted', async () => {
    const other = 'clumsy@example.org';
    await many(5, async () => await lockout.reserveForSecondFactor(other));
    await lockout.secondFactorSucceeded(other);
    const next = await lockout.reserveForSecondFactor(other);
    expect(next).toMatchObject({ allowed: true, failures: 1, lockedUntil: null });
  });
});

describe('the locks of an account', () => {
  const email = 'locked@example.org';
  const kinds = async () => (await lockout.locksOf(email)).map(({ kind }) => kind).sort();
  const lockAll = async (): Promise<void> => {
    await many(5, async () => await lockout.reserveForAccount({ email, deviceId: null }));
    await many(5, async () => await lockout.reserveForAccount({ email, deviceId: 'a-known-device-id' }));
    await many(5, async () => await lockout.reserveForSecondFactor(email));
  };

  it('are told by their kinds, with reason, failures and end', async () => {
    await lockAll();
    expect(await kinds()).toEqual(['account', 'device', 'second_factor']);
    const [lock] = await lockout.locksOf(email);
    expect(lock).toMatchObject({ failures: 5, reason: expect.stringMatching(/^5 /) });
    expect(minutesUntil(new Date(lock?.lockedUntil ?? 0))).toBe(15);
  });

  it('are lifted one kind at a time, or all together', async () => {
    expect(await lockout.unlock(email, 'device')).toBe(true);
    expect(await kinds()).toEqual(['account', 'second_factor']);
    expect(await lockout.unlock(email, 'device')).toBe(false);
    expect(await lockout.unlock(email)).toBe(true);
    expect(await kinds()).toEqual([]);
    expect(await lockout.unlock(email)).toBe(false);
    expect((await lockout.reserveForAccount({ email, deviceId: null })).allowed).toBe(true);
  });

  it('of somebody else stay', async () => {
    await many(5, async () => await lockout.reserveForAccount({ email: 'bystander@example.org', deviceId: null }));
    await lockout.unlock(email);
    expect(await lockout.locksOf('bystander@example.org')).toHaveLength(1);
  });
});

describe('an account without a password', () => {
  it('answers every password like an account that does not exist', async () => {
    await t.addAccount('passkey-only@example.org');
    await t.connection
      .collection('users')
      .updateOne({ email: 'passkey-only@example.org' }, { $set: { passwordHash: null, hasPassword: false } });
    const [without, unknown] = [
      await login('192.0.2.71', 'passkey-only@example.org', ADMIN.password),
      await login('192.0.2.72', 'nobody@example.org', ADMIN.password),
    ];
    expect([without.status, unknown.status]).toEqual([401, 401]);
    expect({ ...without.body.error, requestId: '' }).toEqual({ ...unknown.body.error, requestId: '' });
  });
});
