import { ownSessionSchema, ownSignInSchema, type OwnSession } from '@classy-book/contracts/account';
import { Types } from 'mongoose';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ADMIN, startApp, type TestApp } from '../../support/app.js';

let t: TestApp;

beforeAll(async () => {
  t = await startApp();
  for (const name of ['ada', 'eve', 'many', 'moved']) await t.addAccount(`${name}@example.org`);
});
afterAll(async () => {
  await t.close();
});

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36';

async function signIn(email: string, address = '192.0.2.1'): Promise<{ token: string; id: string }> {
  const answer = await supertest(t.url)
    .post('/api/v1/auth/login')
    .set({ 'X-Forwarded-For': address, 'User-Agent': CHROME })
    .send({ email, password: ADMIN.password });
  return { token: String(answer.body.data.accessToken), id: String(answer.body.data.sessionId) };
}

function call(method: 'get' | 'post' | 'delete', path: string, token: string) {
  return supertest(t.url)[method](`/api/v1/account/${path}`).set('Authorization', `Bearer ${token}`);
}

const list = async (token: string): Promise<OwnSession[]> =>
  z.array(ownSessionSchema).parse((await call('get', 'sessions', token)).body.data);
const isAlive = async (token: string) =>
  (await supertest(t.url).get('/api/v1/auth/me').set('Authorization', `Bearer ${token}`)).status === 200;

describe('the own sessions', () => {
  it('are listed with device and address, the one that asks first, and nobody else’s', async () => {
    const first = await signIn('ada@example.org', '192.0.2.1');
    const second = await signIn('ada@example.org', '192.0.2.2');
    await signIn('eve@example.org', '192.0.2.3');
    const seen = await list(first.token);
    expect(seen.map(({ id, current }) => ({ id, current }))).toEqual([
      { id: first.id, current: true },
      { id: second.id, current: false },
    ]);
    expect(seen[0]).toMatchObject({
      ipAddress: '192.0.2.1',
      remembered: false,
      device: { label: 'Chrome 146 · Windows' },
    });
    expect(JSON.stringify(seen)).not.toMatch(/secret|hash|token/i);
  });

  it('are ended only after a fresh proof of who asks', async () => {
    await t.addAccount('stale@example.org');
    const mine = await signIn('stale@example.org');
    const other = await signIn('stale@example.org');
    const longAgo = new Date(Date.now() - 3_600_000);
    await t.connection
      .collection('sessions')
      .updateOne({ _id: new Types.ObjectId(mine.id) }, { $set: { verifiedAt: longAgo } });
    expect((await call('delete', `sessions/${other.id}`, mine.token)).body.error.code).toBe('STEP_UP_REQUIRED');
    expect((await call('post', 'sessions/end-others', mine.token)).body.error.code).toBe('STEP_UP_REQUIRED');
    expect(await isAlive(other.token)).toBe(true);
    const proof = { method: 'password', password: ADMIN.password };
    const stepped = await supertest(t.url)
      .post('/api/v1/auth/step-up')
      .set('Authorization', `Bearer ${mine.token}`)
      .send(proof);
    expect(stepped.status).toBe(200);
    expect((await call('delete', `sessions/${other.id}`, mine.token)).status).toBe(200);
    expect(await isAlive(other.token)).toBe(false);
  });

  it('can be ended one by one; the next request of such a session is refused', async () => {
    const mine = await signIn('ada@example.org');
    const lost = await signIn('ada@example.org');
    expect(await isAlive(lost.token)).toBe(true);
    expect((await call('delete', `sessions/${lost.id}`, mine.token)).status).toBe(200);
    expect([await isAlive(lost.token), await isAlive(mine.token)]).toEqual([false, true]);
    expect((await list(mine.token)).map(({ id }) => id)).not.toContain(lost.id);
  });

  it('are ended by one of several requests at once; the others find nothing', async () => {
    const mine = await signIn('ada@example.org');
    const lost = await signIn('ada@example.org');
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => (await call('delete', `sessions/${lost.id}`, mine.token)).status),
    );
    expect(answers.sort()).toEqual([200, ...Array<number>(7).fill(404)]);
  });

  it('of somebody else cannot be ended, and nobody learns whether there is such a session', async () => {
    const victim = await signIn('ada@example.org');
    const thief = await signIn('eve@example.org');
    const theirs = await call('delete', `sessions/${victim.id}`, thief.token);
    const none = await call('delete', `sessions/${new Types.ObjectId().toHexString()}`, thief.token);
    expect([theirs.status, none.status]).toEqual([404, 404]);
    expect({ ...theirs.body.error, requestId: '' }).toEqual({ ...none.body.error, requestId: '' });
    expect(await isAlive(victim.token)).toBe(true);
  });

  it.each(['x', '%24ne', '{"$ne":null}', '0'.repeat(25)])('of an id that is none, %s, are refused', async (id) => {
    const { token } = await signIn('eve@example.org');
    expect((await call('delete', `sessions/${id}`, token)).body.error.code).toBe('VALIDATION_FAILED');
  });

  it('can all be ended but the one that asks', async () => {
    const others = await Promise.all([1, 2, 3].map(async () => await signIn('many@example.org')));
    const mine = await signIn('many@example.org');
    const answer = await call('post', 'sessions/end-others', mine.token);
    expect(answer.body.data).toEqual({ ended: 3 });
    expect(await Promise.all(others.map(async ({ token }) => await isAlive(token)))).toEqual([false, false, false]);
    expect(await list(mine.token)).toHaveLength(1);
    expect((await call('post', 'sessions/end-others', mine.token)).body.data).toEqual({ ended: 0 });
  });

  it('are shown to nobody without a session', async () => {
    for (const [method, path] of [
      ['get', 'sessions'],
      ['get', 'sign-ins'],
      ['post', 'sessions/end-others'],
      ['delete', `sessions/${'a'.repeat(24)}`],
    ] as const) {
      expect((await call(method, path, 'nonsense')).status).toBe(401);
    }
  });
});

describe('the own sign-ins', () => {
  const own = async (token: string) => z.array(ownSignInSchema).parse((await call('get', 'sign-ins', token)).body.data);
  const attempt = async (email: string, password: string, address: string) =>
    await supertest(t.url).post('/api/v1/auth/login').set('X-Forwarded-For', address).send({ email, password });

  it('are the attempts on the account, newest first, and nobody else’s', async () => {
    await attempt('moved@example.org', 'wrong', '198.51.100.1');
    await attempt('eve@example.org', 'wrong', '198.51.100.2');
    const { token } = await signIn('moved@example.org', '192.0.2.9');
    const seen = await own(token);
    expect(seen.map(({ outcome, reason, ipAddress }) => [outcome, reason, ipAddress])).toEqual([
      ['succeeded', null, '192.0.2.9'],
      ['failed', 'wrong_password', '198.51.100.1'],
    ]);
    expect(Object.keys(seen[0] ?? {})).not.toContain('email');
  });

  it('follow a change of the email, and do not show what its former owner did', async () => {
    await t.addAccount('old@example.org');
    const before = await signIn('old@example.org', '192.0.2.20');
    await t.connection
      .collection('users')
      .updateOne({ email: 'old@example.org' }, { $set: { email: 'new@example.org' } });
    await t.addAccount('old@example.org');
    const successor = await signIn('old@example.org', '192.0.2.21');
    expect((await own(successor.token)).map(({ ipAddress }) => ipAddress)).toEqual(['192.0.2.21']);
    const after = await signIn('new@example.org', '192.0.2.22');
    expect((await own(after.token)).map(({ ipAddress }) => ipAddress)).toEqual(['192.0.2.22', '192.0.2.20']);
    expect(await isAlive(before.token)).toBe(true);
  });

  it('are at most fifty', async () => {
    const { token } = await signIn('ada@example.org', '192.0.2.30');
    const [model] = await t.connection
      .collection('login_attempts')
      .find({ email: 'ada@example.org' })
      .limit(1)
      .toArray();
    const copies = Array.from({ length: 60 }, () => ({ ...model, _id: new Types.ObjectId() }));
    await t.connection.collection('login_attempts').insertMany(copies);
    expect(await own(token)).toHaveLength(50);
  });
});
