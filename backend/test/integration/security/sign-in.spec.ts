import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, startApp, type TestApp } from '../../support/app.js';

let t: TestApp;

beforeAll(async () => {
  t = await startApp();
  await t.addAccount('learner@example.org');
});
afterAll(async () => {
  await t.close();
});

function login(body: object, address: string, path = 'login') {
  return supertest(t.url).post(`/api/v1/auth/${path}`).set('X-Forwarded-For', address).send(body);
}

async function counter(kind: string, subject: string) {
  return await t.connection.collection('attempt_counters').findOne({ kind, subject });
}

describe('signing in', () => {
  it('gives an access token, and the refresh token only in an HttpOnly cookie', async () => {
    const answer = await login(ADMIN, '192.0.2.1');
    expect(answer.status).toBe(200);
    const cookies = String(answer.headers['set-cookie']);
    expect(cookies).toMatch(/classy_refresh=[0-9a-f]{24}\.0\.[\w-]{22}\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict/);
    const refreshToken = /classy_refresh=([\w.-]+)/.exec(cookies)?.[1] ?? 'missing';
    expect(JSON.stringify(answer.body)).not.toContain(refreshToken);
    expect(JSON.stringify(answer.body)).not.toMatch(/hash/i);
  });

  it('stores neither the refresh token nor the password in clear', async () => {
    const answer = await login(ADMIN, '192.0.2.1');
    const token = /classy_refresh=([\w.-]+)/.exec(String(answer.headers['set-cookie']))?.[1] ?? 'missing';
    const [, , secret = 'missing', mac = 'missing'] = token.split('.');
    const stored = JSON.stringify([
      await t.connection.collection('sessions').find().toArray(),
      await t.connection.collection('users').find().toArray(),
    ]);
    expect(stored).not.toContain(secret);
    expect(stored).not.toContain(mac);
    expect(stored).not.toContain(ADMIN.password);
    expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });

  it('finds an account whatever the case and the Unicode form of its email', async () => {
    const answer = await login({ ...ADMIN, email: ' ＡＤＭＩＮ@Example.ORG ' }, '192.0.2.2');
    expect(answer.status).toBe(200);
  });

  it('refuses a learner at the admin door like a wrong password', async () => {
    const learner = { email: 'learner@example.org', password: ADMIN.password };
    const atAdminDoor = await login(learner, '192.0.2.3', 'admin/login');
    const wrongPassword = await login({ ...learner, password: 'not this one' }, '192.0.2.3');
    expect(atAdminDoor.status).toBe(401);
    expect({ ...atAdminDoor.body.error, requestId: '' }).toEqual({ ...wrongPassword.body.error, requestId: '' });
    const attempt = await t.connection.collection('login_attempts').findOne({ failureReason: 'not_permitted' });
    expect(attempt?.['email']).toBe('learner@example.org');
  });

  it('answers an unknown account word for word like a known one, up to the lock', async () => {
    await t.addAccount('known@example.org');
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const body = { password: 'wrong wrong wrong' };
      const known = await login({ ...body, email: 'known@example.org' }, `198.51.100.${String(attempt + 1)}`);
      const unknown = await login({ ...body, email: 'nobody@example.org' }, `198.51.100.${String(attempt + 101)}`);
      expect(unknown.status).toBe(known.status);
      expect(unknown.body.error.code).toBe(known.body.error.code);
      expect(unknown.body.error.message).toBe(known.body.error.message);
      expect('retryAt' in unknown.body.error).toBe('retryAt' in known.body.error);
    }
  });
});

describe('guessing', () => {
  it('lets exactly five of twenty parallel guesses at one account through, and counts five', async () => {
    await t.addAccount('target@example.org');
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, index) =>
        login({ email: 'target@example.org', password: `guess ${String(index)}` }, `203.0.113.${String(index + 1)}`),
      ),
    );
    const attempts = t.connection.collection('login_attempts');
    expect(await attempts.countDocuments({ email: 'target@example.org', failureReason: 'wrong_password' })).toBe(5);
    expect(await attempts.countDocuments({ email: 'target@example.org', failureReason: 'account_locked' })).toBe(15);
    expect(answers.every((answer) => answer.status === 401 || answer.status === 429)).toBe(true);
    const count = await counter('account', 'target@example.org');
    expect(count?.['failures']).toBe(5);
    expect(count?.['lockedUntil'].getTime() - Date.now()).toBeGreaterThan(14 * 60_000);
  });

  it('refuses the right password of a locked account, and says until when', async () => {
    const answer = await login({ email: 'target@example.org', password: ADMIN.password }, '192.0.2.77');
    expect(answer.status).toBe(429);
    expect(answer.body.error.code).toBe('ACCOUNT_LOCKED');
    expect(Date.parse(answer.body.error.retryAt)).toBeGreaterThan(Date.now());
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(800);
  });

  it('blocks an address after five failures on different accounts, in parallel too', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, async (_, index) =>
        login({ email: `person${String(index)}@example.org`, password: 'Winter2026!' }, '203.0.113.200'),
      ),
    );
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5);
    expect(answers.filter((answer) => answer.body.error.code === 'ADDRESS_BLOCKED')).toHaveLength(7);
    const block = await t.connection.collection('blocked_ips').findOne({ range: '203.0.113.200/32' });
    expect(block).toMatchObject({ source: 'auto', attempts: 5, permanent: false });
    const elsewhere = await supertest(t.url).get('/api/v1/health/live').set('X-Forwarded-For', '203.0.113.200');
    expect(elsewhere.body.error.code).toBe('ADDRESS_BLOCKED');
  });

  it('does not count guesses from a blocked address against the account', async () => {
    await login({ email: 'spared@example.org', password: 'x' }, '203.0.113.200');
    expect(await counter('account', 'spared@example.org')).toBeNull();
  });

  it('treats an IPv4-mapped IPv6 address as the IPv4 address it is', async () => {
    const answer = await login({ email: 'someone@example.org', password: 'x' }, '::ffff:203.0.113.200');
    expect(answer.body.error.code).toBe('ADDRESS_BLOCKED');
  });

  it('is not fooled by addresses that the client itself writes into X-Forwarded-For', async () => {
    const answer = await login({ email: 'someone@example.org', password: 'x' }, '192.0.2.250, 203.0.113.200');
    expect(answer.body.error.code).toBe('ADDRESS_BLOCKED');
  });

  it('takes the proxy for the client where X-Forwarded-For holds no address', async () => {
    await login({ email: 'odd@example.org', password: 'x' }, 'not-an-address');
    const attempt = await t.connection.collection('login_attempts').findOne({ email: 'odd@example.org' });
    expect(attempt?.['ipAddress']).toBe('127.0.0.1');
  });

  it('keeps the owner on a known device out of a lock that a stranger caused', async () => {
    await t.addAccount('owner@example.org');
    const own = supertest.agent(t.url);
    const credentials = { email: 'owner@example.org', password: ADMIN.password };
    const first = await own.post('/api/v1/auth/login').set('X-Forwarded-For', '192.0.2.50').send(credentials);
    expect(first.status).toBe(200);
    for (let guess = 0; guess < 6; guess += 1) {
      await login({ ...credentials, password: 'stranger' }, `198.51.100.${String(guess + 200)}`);
    }
    expect((await login(credentials, '192.0.2.51')).body.error.code).toBe('ACCOUNT_LOCKED');
    const again = await own.post('/api/v1/auth/login').set('X-Forwarded-For', '192.0.2.50').send(credentials);
    expect(again.status).toBe(200);
  });

  it('does not let a right password of one account reset the failures of an address', async () => {
    await t.addAccount('attacker@example.org');
    const address = '198.51.100.240';
    for (let guess = 0; guess < 4; guess += 1) {
      await login({ email: `victim${String(guess)}@example.org`, password: 'x' }, address);
    }
    const own = await login({ email: 'attacker@example.org', password: ADMIN.password }, address);
    expect(own.status).toBe(200);
    await login({ email: 'victim9@example.org', password: 'x' }, address);
    const next = await login({ email: 'victim10@example.org', password: 'x' }, address);
    expect(next.body.error.code).toBe('ADDRESS_BLOCKED');
  });

  it('doubles the lock of an account that is locked again', async () => {
    const first = await counter('account', 'target@example.org');
    await t.connection
      .collection('attempt_counters')
      .updateOne(
        { kind: 'account', subject: 'target@example.org' },
        { $set: { lockedUntil: new Date(Date.now() - 1000) } },
      );
    for (let guess = 0; guess < 5; guess += 1) {
      await login({ email: 'target@example.org', password: 'again' }, `198.51.100.${String(guess + 60)}`);
    }
    const second = await counter('account', 'target@example.org');
    expect(first?.['lockCount']).toBe(1);
    expect(second?.['lockCount']).toBe(2);
    expect(second?.['lockedUntil'].getTime() - Date.now()).toBeGreaterThan(29 * 60_000);
  });
});
