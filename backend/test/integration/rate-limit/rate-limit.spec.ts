import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, eventually, startApp, type TestApp } from '../../support/app.js';
import { openBrowser, rawPost } from '../../support/browser.js';

let t: TestApp;
let next = 0;

beforeAll(async () => {
  t = await startApp({ RATE_LIMITS: 'enforce', LOCKOUT_FAILURES: '100', ADDRESS_FAILURES: '1000' });
});
afterAll(async () => {
  await t.close();
});

const newAddress = () => `198.51.100.${String((next += 1))}`;
const signIn = async (address: string, email: string, app = t) =>
  await supertest(app.url)
    .post('/api/v1/auth/login')
    .set('X-Forwarded-For', address)
    .send({ email, password: 'wrong-password' });
const audit = () => t.connection.collection('audit_logs');
const attempts = () => t.connection.collection('login_attempts');

describe('the sign-in limit', () => {
  it('lets exactly five guesses a minute at one account through, however many come at once', async () => {
    const address = newAddress();
    const answers = await Promise.all(Array.from({ length: 20 }, async () => await signIn(address, 'a@example.org')));
    const codes = answers.map(({ status }) => status);
    expect(codes.filter((status) => status === 401)).toHaveLength(5);
    expect(codes.filter((status) => status === 429)).toHaveLength(15);
  });

  it('says the limit, what is left and how long to wait', async () => {
    const address = newAddress();
    const first = await signIn(address, 'b@example.org');
    expect(first.headers).toMatchObject({
      'ratelimit-limit': '5',
      'ratelimit-remaining': '4',
      'ratelimit-policy': '"sign-in";q=5;w=60',
    });
    for (let count = 0; count < 4; count += 1) await signIn(address, 'b@example.org');
    const refused = await signIn(address, 'b@example.org');
    expect(refused.body.error.code).toBe('RATE_LIMITED');
    const wait = Number(refused.headers['retry-after']);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(Date.parse(refused.body.error.retryAt)).toBeGreaterThan(Date.now());
  });

  it('does not keep others behind the same address out', async () => {
    const address = newAddress();
    for (let count = 0; count < 6; count += 1) await signIn(address, 'c@example.org');
    expect((await signIn(address, 'c@example.org')).status).toBe(429);
    expect((await signIn(address, 'd@example.org')).status).toBe(401);
  });

  it('is not escaped with another spelling of the email', async () => {
    const address = newAddress();
    const spellings = [
      'e@example.org',
      'E@example.org',
      ' e@EXAMPLE.org',
      'ｅ@example.org',
      'e@example.org',
      'E@Example.Org',
    ];
    const codes = [];
    for (const email of spellings) codes.push((await signIn(address, email)).status);
    expect(codes).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('is not escaped with the other addresses of one IPv6 customer', async () => {
    const codes = [];
    for (let host = 1; host <= 6; host += 1) {
      codes.push((await signIn(`2001:db8:7:7::${String(host)}`, 'f@example.org')).status);
    }
    expect(codes).toEqual([401, 401, 401, 401, 401, 429]);
    expect((await signIn('2001:db8:7:8::1', 'f@example.org')).status).toBe(401);
  });

  it('shows what it refused on the desk, and tells the audit log once', async () => {
    const address = newAddress();
    for (let count = 0; count < 8; count += 1) await signIn(address, 'g@example.org');
    expect(await attempts().countDocuments({ email: 'g@example.org', failureReason: 'rate_limited' })).toBe(3);
    await eventually('the audit record', async () => {
      const records = audit().find({ action: 'rate-limit.exceeded', ipAddress: address });
      return (await records.toArray()).length === 1;
    });
  });
});

describe('other limits', () => {
  it('hold a person to a hundred requests a minute, wherever they come from', async () => {
    const { accessToken } = await t.signIn(ADMIN.email, ADMIN.password, newAddress());
    const me = async () =>
      await supertest(t.url)
        .get('/api/v1/auth/me')
        .set('X-Forwarded-For', newAddress())
        .set('Authorization', `Bearer ${accessToken}`);
    const answers = await Promise.all(Array.from({ length: 120 }, me));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(100);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
  });

  it('let an administrator invite a whole class', async () => {
    const { accessToken } = await t.signIn(ADMIN.email, ADMIN.password, newAddress());
    const invite = async (index: number) =>
      await supertest(t.url)
        .post('/api/v1/admin/invitations')
        .set('Authorization', `Bearer ${accessToken}`)
        .send({ email: `pupil${String(index)}@example.org`, role: 'user' });
    await t.connection.collection('rate_limits').deleteMany({ key: /^api/ });
    const codes = [];
    for (let index = 0; index < 35; index += 1) codes.push((await invite(index)).status);
    expect(new Set(codes)).toEqual(new Set([201]));
  });

  it('let a lesson begin: thirty people behind one address open the page at once', async () => {
    const address = newAddress();
    const open = async () =>
      await Promise.all(
        ['auth/csrf-token', 'auth/options', 'health/live'].map(
          async (path) => await supertest(t.url).get(`/api/v1/${path}`).set('X-Forwarded-For', address),
        ),
      );
    const answers = (await Promise.all(Array.from({ length: 30 }, open))).flat();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('hold those who are not signed in to sixty', async () => {
    const address = newAddress();
    const me = async () => await supertest(t.url).get('/api/v1/auth/me').set('X-Forwarded-For', address);
    const answers = await Promise.all(Array.from({ length: 70 }, me));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(60);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  });

  it('count the tabs of one browser that refresh at once as one refresh', async () => {
    const browser = await openBrowser(t, newAddress());
    const token = browser.cookies.get('classy_refresh') ?? '';
    const csrf = { classy_refresh: token, classy_csrf: browser.cookies.get('classy_csrf') ?? '' };
    const refresh = async () => await rawPost(t, '/api/v1/auth/refresh', csrf, browser.cookies.get('XSRF-TOKEN') ?? '');
    const answers = await Promise.all(Array.from({ length: 50 }, refresh));
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(50).fill(200));
  });

  it('hold one session to thirty refreshes a minute, and do not end it', async () => {
    const browser = await openBrowser(t, newAddress());
    const codes = [];
    for (let count = 0; count < 32; count += 1) codes.push((await browser.post('/api/v1/auth/refresh')).status);
    expect(codes.slice(0, 30)).toEqual(Array<number>(30).fill(200));
    expect(codes.slice(30)).toEqual([429, 429]);
    await t.connection.collection('rate_limits').deleteMany({ key: /^refresh/ });
    const living = await t.connection.collection('sessions').countDocuments({ revokedAt: { $ne: null } });
    expect(living).toBe(0);
  });

  it('keep no email and no address of a person readable where they need not', async () => {
    await signIn(newAddress(), 'readable@example.org');
    const keys = (await t.connection.collection('rate_limits').find().toArray()).map(({ key }) => String(key));
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => key.includes('@'))).toEqual([]);
  });
});

describe('a dry run', () => {
  it('refuses nobody, and tells what it would have refused', async () => {
    const dry = await startApp({ RATE_LIMITS: 'dry-run', LOCKOUT_FAILURES: '100', ADDRESS_FAILURES: '1000' });
    try {
      const codes = [];
      for (let count = 0; count < 8; count += 1) codes.push((await signIn('203.0.113.1', 'h@example.org', dry)).status);
      expect(codes).toEqual(Array<number>(8).fill(401));
      await eventually('the audit record', async () => {
        const record = await dry.connection.collection('audit_logs').findOne({ action: 'rate-limit.exceeded' });
        return record?.['details']?.dryRun === true;
      });
    } finally {
      await dry.close();
    }
  });
});

describe('two processes', () => {
  it('share one count', async () => {
    const { mongodbUri } = t.config;
    const other = await startApp({
      RATE_LIMITS: 'enforce',
      LOCKOUT_FAILURES: '100',
      ADDRESS_FAILURES: '1000',
      MONGODB_URI: mongodbUri,
    });
    try {
      const address = newAddress();
      const answers = await Promise.all(
        Array.from(
          { length: 20 },
          async (_, index) => await signIn(address, 'i@example.org', index % 2 === 0 ? t : other),
        ),
      );
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    } finally {
      await other.app.close();
    }
  });
});
