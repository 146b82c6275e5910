import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiKeyRefused, ApiKeyUnfamiliar } from '../../../src/common/events/desk-events.js';
import type { SignInAttempted } from '../../../src/common/events/domain-events.js';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { CountriesService } from '../../../src/common/network/countries.service.js';
import { makeApiKey } from '../../../src/security/api-keys/api-key-format.js';
import { ADMIN, eventually, startApp, type TestApp } from '../../support/app.js';
import { makeKey, withKey } from '../../support/machine.js';

let t: TestApp;
let admin: string;
const attempts: SignInAttempted[] = [];
const refused: ApiKeyRefused[] = [];
const unfamiliar: ApiKeyUnfamiliar[] = [];

const PLACES: Readonly<Record<string, string>> = { '192.0.2': 'NL', '198.51.100': 'JP' };
const LIST = '/monitoring/login-attempts';

beforeAll(async () => {
  t = await startApp();
  t.app.get(CountriesService).find = (address) => PLACES[address.split('.').slice(0, 3).join('.')] ?? null;
  const events = t.app.get(EventBus);
  events.observe('sign-in.attempted', (event) => attempts.push(event));
  events.observe('api-key.refused', (event) => refused.push(event));
  events.observe('api-key.unfamiliar', (event) => unfamiliar.push(event));
  admin = (await t.signIn()).accessToken;
});
afterAll(async () => {
  await t.close();
});

async function attempt(email: string, password: string, address: string): Promise<SignInAttempted> {
  await supertest(t.url).post('/api/v1/auth/login').set('X-Forwarded-For', address).send({ email, password });
  const [made] = attempts.filter((one) => one.email === email && one.origin.ipAddress === address).slice(-1);
  if (made === undefined) throw new Error('the attempt was not told of');
  return made;
}

describe('a failed attempt', () => {
  it('says that everybody would try its password, for accounts that exist and those that do not', async () => {
    await t.addAccount('tried@example.org');
    expect((await attempt('tried@example.org', 'Spring2026!', '203.0.113.1')).commonGuess).toBe(true);
    expect((await attempt('nobody@example.org', 'Password1', '203.0.113.2')).commonGuess).toBe(true);
    expect((await attempt('tried@example.org', 'kx92-lantern-8213', '203.0.113.3')).commonGuess).toBeUndefined();
  });

  it('says so on record, and neither the password nor anything made of it', async () => {
    await attempt('recorded@example.org', 'Dragon2026', '203.0.113.4');
    const record = await t.connection.collection('audit_logs').findOne({ resourceId: 'recorded@example.org' });
    expect(record).toMatchObject({ details: { commonGuess: true } });
    expect(JSON.stringify(record).toLowerCase()).not.toContain('dragon');
  });

  it('says nothing of a password that was right', async () => {
    await t.addAccount('weak@example.org', 'user', 'Password1');
    await t.connection.collection('users').updateOne({ email: 'weak@example.org' }, { $set: { isActive: false } });
    const made = await attempt('weak@example.org', 'Password1', '203.0.113.5');
    expect(made).toMatchObject({ outcome: 'failed', reason: 'account_disabled' });
    expect(made).not.toHaveProperty('commonGuess');
  });
});

describe('a sign-in', () => {
  it('says for how many days nobody used the account', async () => {
    const email = 'idle@example.org';
    await t.addAccount(email);
    expect((await attempt(email, ADMIN.password, '203.0.113.6')).idleDays).toBeNull();
    expect((await attempt(email, ADMIN.password, '203.0.113.6')).idleDays).toBe(0);
    const long = new Date(Date.now() - 120.5 * 86_400_000);
    await t.connection.collection('users').updateOne({ email }, { $set: { lastSeenAt: long } });
    expect(await attempt(email, ADMIN.password, '203.0.113.6')).toMatchObject({ outcome: 'succeeded', idleDays: 120 });
  });
});

describe('a refused key', () => {
  const countOf = (match: Partial<ApiKeyRefused>): number =>
    refused
      .filter((event) => Object.entries(match).every(([name, value]) => event[name as keyof ApiKeyRefused] === value))
      .reduce((sum, { count }) => sum + count, 0);

  it('that nobody made is told of with how often it came, at most once a second', async () => {
    const key = makeApiKey();
    for (let round = 0; round < 20; round += 1) expect((await withKey(t, key, LIST, '203.0.113.20')).status).toBe(401);
    expect((await withKey(t, 'cbk_nonsense', LIST, '203.0.113.20')).status).toBe(401);
    await eventually('all to be told', () => countOf({ keyId: null, reason: 'unknown' }) === 21);
    expect(refused.filter(({ reason }) => reason === 'unknown').length).toBeLessThan(10);
    expect(refused[0]).toMatchObject({ origin: { ipAddress: '203.0.113.20' }, name: null, userId: null });
  });

  it('that was revoked, has expired, or lacks the scope is told of by name', async () => {
    const { key, apiKey } = await makeKey(t, admin, { name: 'Poller', scopes: ['monitoring:read'] });
    const keyId = apiKey.id;
    expect((await withKey(t, key, '/admin/users')).status).toBe(403);
    await eventually('the missing scope', () => countOf({ keyId, reason: 'not_permitted', name: 'Poller' }) === 1);
    expect(refused.find((event) => event.keyId === keyId)?.permission).toBe('users:read');
    const keys = t.connection.collection('api_keys');
    const asPerson = supertest(t.url).delete(`/api/v1/account/api-keys/${keyId}`);
    await asPerson.set('Authorization', `Bearer ${admin}`);
    expect((await withKey(t, key, LIST)).status).toBe(401);
    await eventually('the revoked key', () => countOf({ keyId, reason: 'revoked', email: ADMIN.email }) === 1);
    const other = await makeKey(t, admin);
    await keys.updateOne({ prefix: other.apiKey.prefix }, { $set: { expiresAt: new Date(0) } });
    expect((await withKey(t, other.key, LIST)).status).toBe(401);
    await eventually('the expired key', () => countOf({ keyId: other.apiKey.id, reason: 'expired' }) === 1);
    expect(JSON.stringify(refused)).not.toContain(key.slice(4));
  });

  it('of a right key from a wrong address is told of', async () => {
    const { key, apiKey } = await makeKey(t, admin, { allowedRanges: ['192.0.2.0/24'] });
    expect((await withKey(t, key, LIST, '198.51.100.9')).status).toBe(403);
    await eventually('it', () => countOf({ keyId: apiKey.id, reason: 'not_permitted', permission: null }) === 1);
  });
});

describe('a key in an unfamiliar place', () => {
  const placesOf = (keyId: string) =>
    unfamiliar.filter((event) => event.keyId === keyId).map(({ country, newCountry }) => ({ country, newCountry }));

  async function use(key: string, address: string): Promise<void> {
    expect((await withKey(t, key, LIST, address)).status).toBe(200);
  }

  async function stored(keyId: string, address: string): Promise<void> {
    await eventually(`the use from ${address} to be stored`, async () => {
      const answer = await supertest(t.url).get('/api/v1/account/api-keys').set('Authorization', `Bearer ${admin}`);
      const list = answer.body.data as { id: string; lastUsedFrom: string | null }[];
      return list.find(({ id }) => id === keyId)?.lastUsedFrom === address;
    });
  }

  it('is told of once for each network and country, and never for its first', async () => {
    const { key, apiKey } = await makeKey(t, admin);
    await use(key, '192.0.2.10');
    await stored(apiKey.id, '192.0.2.10');
    await use(key, '192.0.2.200');
    expect(placesOf(apiKey.id)).toEqual([]);
    await Promise.all(['7', '8', '9', '7', '8', '9'].map(async (host) => use(key, `198.51.100.${host}`)));
    await eventually('the new country', () => placesOf(apiKey.id).length > 0);
    await use(key, '2001:db8:7::1');
    await eventually('the new network', () => placesOf(apiKey.id).length > 1);
    await use(key, '2001:db8:7::2');
    await use(key, '192.0.2.10');
    expect(placesOf(apiKey.id)).toEqual([
      { country: 'JP', newCountry: true },
      { country: null, newCountry: false },
    ]);
    const kept = await t.connection.collection('api_keys').findOne({ prefix: apiKey.prefix });
    expect(kept).toMatchObject({
      networks: ['192.0.2.0/24', '198.51.100.0/24', '2001:db8:7::/64'],
      countries: ['NL', 'JP'],
    });
  });

  it('is not told of for a key that was in use before places were kept', async () => {
    const { key, apiKey } = await makeKey(t, admin);
    const keys = t.connection.collection('api_keys');
    await keys.updateOne(
      { prefix: apiKey.prefix },
      { $unset: { networks: 1, countries: 1 }, $set: { lastUsedAt: new Date(), lastUsedFrom: '192.0.2.10' } },
    );
    await use(key, '198.51.100.7');
    await stored(apiKey.id, '198.51.100.7');
    expect(placesOf(apiKey.id)).toEqual([]);
  });
});
