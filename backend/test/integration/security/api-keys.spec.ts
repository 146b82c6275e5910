import { MAX_API_KEYS } from '@classy-book/contracts/api-keys';
import { io } from 'socket.io-client';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_ORIGIN } from '../../../src/common/events/actor.js';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { makeApiKey } from '../../../src/security/api-keys/api-key-format.js';
import { ApiKeysService } from '../../../src/security/api-keys/api-keys.service.js';
import { eventually, startApp, type TestApp } from '../../support/app.js';
import { askForKey, makeKey, withKey } from '../../support/machine.js';

let t: TestApp;
let admin: string;
let adminId: string;

beforeAll(async () => {
  t = await startApp();
  const signedIn = await t.signIn();
  admin = signedIn.accessToken;
  adminId = signedIn.user.id;
});
afterAll(async () => {
  await t.close();
});

function keys() {
  return t.connection.collection('api_keys');
}

function asPerson(method: 'get' | 'delete', path: string, accessToken = admin) {
  return supertest(t.url)[method](`/api/v1${path}`).set('Authorization', `Bearer ${accessToken}`);
}

/** An administrator with an own account and an own key. */
async function ownerWithKey(email: string) {
  await t.addAccount(email, 'admin');
  const { accessToken, user } = await t.signIn(email, undefined, '192.0.2.60');
  const made = await makeKey(t, accessToken, { scopes: ['monitoring:read', 'monitoring:block'] });
  expect((await withKey(t, made.key)).status).toBe(200);
  return { email, accessToken, userId: user.id, key: made.key, keyId: made.apiKey.id };
}

describe('an API key', () => {
  it('is told once and stored as a hash only', async () => {
    const { key, apiKey } = await makeKey(t, admin, { name: ' Nightly report ' });
    expect(key).toMatch(/^cbk_[0-9A-Za-z]{49}$/);
    expect(apiKey).toMatchObject({ name: 'Nightly report', prefix: key.slice(0, 10), revokedAt: null });
    expect(JSON.stringify(await keys().find().toArray())).not.toContain(key.slice(4, -6));
    const listed = await asPerson('get', '/account/api-keys');
    expect(listed.body.data[0]).toEqual(apiKey);
    expect(JSON.stringify(listed.body)).not.toContain(key);
  });

  it('opens what its scopes name, and nothing else', async () => {
    const { key } = await makeKey(t, admin, { scopes: ['monitoring:read'] });
    expect((await withKey(t, key)).status).toBe(200);
    const block = await supertest(t.url)
      .post('/api/v1/monitoring/block-ip')
      .set('Authorization', `Bearer ${key}`)
      .send({ address: '198.51.100.9', reason: 'test', durationMinutes: 5 });
    expect([block.status, block.body.error.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('never opens what belongs to the person alone, nor what asks for a fresh proof', async () => {
    const { key } = await makeKey(t, admin);
    for (const path of ['/account/api-keys', '/auth/me']) {
      expect((await withKey(t, key, path)).body.error.code).toBe('FORBIDDEN');
    }
    expect((await askForKey(t, key)).body.error.code).toBe('FORBIDDEN');
  });

  it('acts in the name of its owner, and the audit log says which key it was', async () => {
    const { key, apiKey } = await makeKey(t, admin, { scopes: ['monitoring:block'] });
    const answer = await supertest(t.url)
      .post('/api/v1/monitoring/block-ip')
      .set('Authorization', `Bearer ${key}`)
      .send({ address: '198.51.100.77', reason: 'by a machine', durationMinutes: 5 });
    expect(answer.status).toBe(200);
    const logs = t.connection.collection('audit_logs');
    const record = await logs.findOne({ action: 'address.blocked', resourceId: '198.51.100.77/32' });
    expect(record).toMatchObject({ actor: { kind: 'user', userId: adminId }, details: { actingKeyId: apiKey.id } });
    expect(await logs.findOne({ action: 'api-key.changed', resourceId: apiKey.id })).toMatchObject({
      details: { change: 'created', name: 'Reports', scopes: ['monitoring:block'] },
    });
    expect(JSON.stringify(await logs.find().toArray())).not.toContain(key);
  });

  it('notes when and from where it was used', async () => {
    const { key, apiKey } = await makeKey(t, admin);
    await withKey(t, key, undefined, '2001:db8::7');
    await eventually('the use to be noted', async () => {
      const listed = await asPerson('get', '/account/api-keys');
      const own = (listed.body.data as { id: string; lastUsedAt: string | null; lastUsedFrom: string | null }[]).find(
        ({ id }) => id === apiKey.id,
      );
      return own?.lastUsedFrom === '2001:db8::7' && own.lastUsedAt !== null;
    });
  });

  it('opens nothing any more from the moment it is revoked', async () => {
    const { key, apiKey } = await makeKey(t, admin);
    expect((await withKey(t, key)).status).toBe(200);
    expect((await asPerson('delete', `/account/api-keys/${apiKey.id}`)).status).toBe(200);
    expect((await withKey(t, key)).status).toBe(401);
    expect((await asPerson('delete', `/account/api-keys/${apiKey.id}`)).body.error.code).toBe('NOT_FOUND');
  });

  it('of somebody else cannot be revoked or seen', async () => {
    const { apiKey } = await makeKey(t, admin);
    const other = await ownerWithKey('neighbour@example.org');
    const answer = await asPerson('delete', `/account/api-keys/${apiKey.id}`, other.accessToken);
    expect(answer.body.error.code).toBe('NOT_FOUND');
    const listed = await asPerson('get', '/account/api-keys', other.accessToken);
    expect(listed.body.data).toHaveLength(1);
  });

  it('expires', async () => {
    const { key, apiKey } = await makeKey(t, admin, { expiresInDays: 1 });
    const past = new Date(Date.now() - 1000);
    await keys().updateOne({ prefix: apiKey.prefix }, { $set: { expiresAt: past } });
    expect((await withKey(t, key)).status).toBe(401);
  });

  it('is refused outside its ranges, in the same words everywhere', async () => {
    const { key, apiKey } = await makeKey(t, admin, {
      allowedRanges: ['203.0.113.0/24', '2001:DB8:0::/48', '192.0.2.5'],
    });
    expect(apiKey.allowedRanges).toEqual(['203.0.113.0/24', '2001:db8::/48', '192.0.2.5/32']);
    for (const address of ['203.0.113.200', '::ffff:203.0.113.1', '2001:db8:0:1::1', '192.0.2.5']) {
      expect([address, (await withKey(t, key, undefined, address)).status]).toEqual([address, 200]);
    }
    const messages = new Set<string>();
    for (const address of ['203.0.112.255', '192.0.2.6', '2001:db8:1::1']) {
      const answer = await withKey(t, key, undefined, address);
      expect([address, answer.status]).toEqual([address, 403]);
      messages.add(answer.body.error.message as string);
    }
    expect(messages.size).toBe(1);
  });

  it('that is unknown, mistyped, cut off or much too long is refused like a revoked one', async () => {
    const { key, apiKey } = await makeKey(t, admin);
    await asPerson('delete', `/account/api-keys/${apiKey.id}`);
    const revoked = await withKey(t, key);
    const wrong = [makeApiKey(), 'cbk_', `${key}0`, key.slice(0, -1), `cbk_${'x'.repeat(8_000)}`, 'cbk_{"$ne":1}'];
    for (const text of wrong) {
      const answer = await withKey(t, text);
      expect([text.slice(0, 60), answer.status]).toEqual([text.slice(0, 60), 401]);
      expect({ ...answer.body.error, requestId: '' }).toEqual({ ...revoked.body.error, requestId: '' });
    }
    expect((await withKey(t, `cbk_${'x'.repeat(40_000)}`)).status).toBe(431);
  });

  it('counts in the Authorization header only', async () => {
    const { key } = await makeKey(t, admin);
    const path = '/api/v1/monitoring/blocked-ips';
    const byQuery = await supertest(t.url).get(`${path}?access_token=${key}&api_key=${key}`);
    const byHeader = await supertest(t.url).get(path).set('X-Api-Key', key);
    const byCookie = await supertest(t.url).get(path).set('Cookie', `api_key=${key}`);
    expect([byQuery.status, byHeader.status, byCookie.status]).toEqual([401, 401, 401]);
  });

  it('opens no live stream', async () => {
    const { key } = await makeKey(t, admin);
    const socket = io(`${t.url}/realtime`, { auth: { token: key }, transports: ['websocket'], reconnection: false });
    const refusal = await new Promise<Error & { data?: { code?: string } }>((resolve, reject) => {
      socket.once('connect_error', resolve);
      socket.once('connect', () => {
        reject(new Error('an API key opened a socket'));
      });
    });
    socket.close();
    expect(refusal.data?.code).toBe('UNAUTHENTICATED');
  });
});

describe('what the owner of a key loses, the key loses with the next request', () => {
  it('when they are given a lesser role', async () => {
    const { key, userId } = await ownerWithKey('demoted@example.org');
    await t.connection.collection('users').updateOne({ email: 'demoted@example.org' }, { $set: { role: 'user' } });
    await announce(userId, 'demoted@example.org');
    expect((await withKey(t, key)).body.error.code).toBe('FORBIDDEN');
  });

  it('when an administrator locks them, and gets it back when the lock is lifted', async () => {
    const { key, email } = await ownerWithKey('locked@example.org');
    const call = (verb: string, body: object) =>
      supertest(t.url).post(`/api/v1/admin/accounts/${verb}`).set('Authorization', `Bearer ${admin}`).send(body);
    expect((await call('lock', { email, reason: 'left the school', durationMinutes: 60 })).status).toBe(200);
    expect((await withKey(t, key)).body.error.code).toBe('FORBIDDEN');
    expect((await call('unlock', { email })).status).toBe(200);
    expect((await withKey(t, key)).status).toBe(200);
  });

  it.each([
    ['are deactivated', { isActive: false }],
    ['must choose a new password', { mustChangePassword: true }],
    ['wait for the deletion of their account', { deleteAfter: new Date(Date.now() + 86_400_000) }],
  ])('when they %s', async (state, change) => {
    const email = `${state.replaceAll(' ', '-')}@example.org`;
    const { key, userId } = await ownerWithKey(email);
    await t.connection.collection('users').updateOne({ email }, { $set: change });
    await announce(userId, email);
    expect((await withKey(t, key)).body.error.code).toBe('FORBIDDEN');
  });

  it('when their account goes', async () => {
    const { key, userId } = await ownerWithKey('gone@example.org');
    await t.app.get(ApiKeysService).forget(userId);
    expect((await withKey(t, key)).status).toBe(401);
    expect(await keys().countDocuments({ prefix: key.slice(0, 10) })).toBe(0);
  });
});

describe('asking for a key', () => {
  it('is refused for scopes that the owner does not hold, and for personal ones', async () => {
    await t.addAccount('learner@example.org');
    const learner = await t.signIn('learner@example.org', undefined, '192.0.2.61');
    const stolen = await askForKey(t, learner.accessToken, { scopes: ['monitoring:read'] });
    expect(stolen.body.error).toMatchObject({ code: 'VALIDATION_FAILED', details: [{ path: 'scopes.0' }] });
    const personal = await askForKey(t, admin, { scopes: ['monitoring:read', 'account:self'] });
    expect(personal.body.error).toMatchObject({ code: 'VALIDATION_FAILED', details: [{ path: 'scopes.1' }] });
  });

  it.each([
    ['a range off its boundary', { allowedRanges: ['203.0.113.7/24'] }, 'allowedRanges.0'],
    ['what is no address', { allowedRanges: ['192.0.2.1', '300.1.1.1'] }, 'allowedRanges.1'],
    ['no scope', { scopes: [] }, 'scopes'],
    ['no name', { name: '' }, 'name'],
    ['a life without end', { expiresInDays: 366 }, 'expiresInDays'],
    ['no requests', { requestsPerMinute: 0 }, 'requestsPerMinute'],
  ])('is refused with %s', async (_what, wanted, path) => {
    const answer = await askForKey(t, admin, wanted);
    expect(answer.body.error).toMatchObject({ code: 'VALIDATION_FAILED', details: [{ path }] });
  });

  it('is refused to a session that did not prove lately who its person is', async () => {
    await t.addAccount('stale@example.org', 'admin');
    const { accessToken, sessionId } = await t.signIn('stale@example.org', undefined, '192.0.2.62');
    const long = new Date(Date.now() - 3_600_000);
    await t.connection.collection('sessions').updateMany({ ipAddress: '192.0.2.62' }, { $set: { verifiedAt: long } });
    expect((await askForKey(t, accessToken)).body.error.code).toBe('STEP_UP_REQUIRED');
    expect(sessionId).toHaveLength(24);
  });

  it(`gives a person ${String(MAX_API_KEYS)} living keys and no more, also when all are asked for at once`, async () => {
    await t.addAccount('collector@example.org', 'admin');
    const { accessToken } = await t.signIn('collector@example.org', undefined, '192.0.2.63');
    const answers = await Promise.all(
      Array.from({ length: MAX_API_KEYS + 10 }, async () => await askForKey(t, accessToken)),
    );
    const codes = answers.map(({ status }) => status).sort();
    expect(codes.filter((status) => status === 201)).toHaveLength(MAX_API_KEYS);
    // on a machine that is too busy for all of them at once the rest may be told to try again
    expect(codes.filter((status) => ![201, 409, 503].includes(status))).toEqual([]);
    const { id } = answers.find(({ status }) => status === 201)?.body.data.apiKey as { id: string };
    await asPerson('delete', `/account/api-keys/${id}`, accessToken);
    expect((await askForKey(t, accessToken)).status).toBe(201);
    expect((await askForKey(t, accessToken)).body.error.code).toBe('LIMIT_REACHED');
  });
});

/** Tells what was changed in the database behind the application's back, as the feature that changes it does. */
async function announce(userId: string, email: string): Promise<void> {
  await t.app.get(EventBus).publish('account.administered', {
    change: 'updated',
    userId,
    email,
    role: 'user',
    actor: { kind: 'system' },
    origin: NO_ORIGIN,
  });
}
