import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, startApp, type TestApp } from '../../support/app.js';

const REFRESH = '/api/v1/auth/refresh';

let t: TestApp;
let next = 0;

// what an installation behind https sends; the tests read the headers, no browser is in between
beforeAll(async () => {
  t = await startApp({ SECURE_COOKIES: 'true', PUBLIC_URL: 'https://learn.example.org' });
});
afterAll(async () => {
  await t.close();
});

const newAddress = () => `192.0.2.${String((next += 1))}`;

function cookiesOf(answer: supertest.Response): Map<string, { value: string; attributes: string }> {
  const lines = (answer.headers['set-cookie'] ?? []) as unknown as string[];
  return new Map(
    lines.map((line) => {
      const [, name = '', value = '', attributes = ''] = /^([^=]+)=([^;]*);?(.*)$/.exec(line) ?? [];
      return [name, { value, attributes }];
    }),
  );
}

async function signIn() {
  const address = newAddress();
  const signedIn = await supertest(t.url).post('/api/v1/auth/login').set('X-Forwarded-For', address).send(ADMIN);
  const csrf = await supertest(t.url).get('/api/v1/auth/csrf-token').set('X-Forwarded-For', address);
  return { signedIn: cookiesOf(signedIn), csrf: cookiesOf(csrf), token: csrf.body.data.csrfToken as string };
}

function refresh(cookie: string, token: string) {
  return supertest(t.url).post(REFRESH).set('Cookie', cookie).set('X-XSRF-TOKEN', token);
}

describe('the cookies of an installation behind https', () => {
  it('are bound to this host, to https, to this site, and out of reach for scripts', async () => {
    const { signedIn, csrf } = await signIn();
    const secret = [...signedIn, ...csrf].filter(([name]) => name !== '__Host-XSRF-TOKEN');
    expect(secret.map(([name]) => name).sort()).toEqual([
      '__Host-classy_csrf',
      '__Host-classy_device',
      '__Host-classy_refresh',
    ]);
    for (const [, { attributes }] of secret) {
      expect(attributes).toMatch(/HttpOnly/);
      expect(attributes).toMatch(/Secure/);
      expect(attributes).toMatch(/SameSite=Strict/i);
      expect(attributes).toMatch(/Path=\/(;|$)/);
      expect(attributes).not.toMatch(/Domain=/i);
    }
    expect(csrf.get('__Host-XSRF-TOKEN')?.attributes).toMatch(/Secure.*SameSite=Strict|SameSite=Strict.*Secure/i);
  });

  it('hold no session, email or role that somebody could read or change', async () => {
    const { signedIn } = await signIn();
    const text = [...signedIn.values()].map(({ value }) => decodeURIComponent(value)).join(' ');
    expect(text).not.toContain('@');
    expect(text).not.toMatch(/admin|eyJ/);
  });
});

describe('a refresh cookie', () => {
  it('counts under its own name only', async () => {
    const { signedIn, csrf, token } = await signIn();
    const refreshToken = signedIn.get('__Host-classy_refresh')?.value ?? '';
    const secret = `__Host-classy_csrf=${csrf.get('__Host-classy_csrf')?.value ?? ''}`;
    for (const name of ['classy_refresh', '__host-classy_refresh', '__Secure-classy_refresh', 'refresh']) {
      const answer = await refresh(`${name}=${refreshToken}; ${secret}`, token);
      expect([name, answer.body.error?.code]).toEqual([name, 'SESSION_ENDED']);
    }
    expect((await refresh(`__Host-classy_refresh=${refreshToken}; ${secret}`, token)).status).toBe(200);
  });

  it.each([
    ['with a character more', (token: string) => `${token}x`],
    ['with another end', (token: string) => `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`],
    ['of another case', (token: string) => token.toUpperCase()],
    ['as an operator of qs', () => '[$ne]=1'],
    ['as a JSON cookie', () => 'j:{"$ne":null}'],
    ['that is far too long', () => 'a'.repeat(3_000)],
    ['that is empty', () => ''],
  ])('%s is refused, and ends nobody else', async (_name, forge) => {
    const { signedIn, csrf, token } = await signIn();
    const genuine = signedIn.get('__Host-classy_refresh')?.value ?? '';
    const secret = `__Host-classy_csrf=${csrf.get('__Host-classy_csrf')?.value ?? ''}`;
    const forged = await refresh(`__Host-classy_refresh=${encodeURIComponent(forge(genuine))}; ${secret}`, token);
    expect(forged.body.error?.code).toBe('SESSION_ENDED');
    expect((await refresh(`__Host-classy_refresh=${genuine}; ${secret}`, token)).status).toBe(200);
  });

  it('is cleared when its owner signs out', async () => {
    const { signedIn, csrf, token } = await signIn();
    const answer = await supertest(t.url)
      .post('/api/v1/auth/logout')
      .set('X-XSRF-TOKEN', token)
      .set('Cookie', [
        `__Host-classy_refresh=${signedIn.get('__Host-classy_refresh')?.value ?? ''}`,
        `__Host-classy_csrf=${csrf.get('__Host-classy_csrf')?.value ?? ''}`,
      ]);
    expect(cookiesOf(answer).get('__Host-classy_refresh')).toMatchObject({ value: '' });
  });
});

describe('a known-device cookie', () => {
  it('of one account is worth nothing for another', async () => {
    await t.addAccount('other@example.org');
    const { signedIn } = await signIn();
    const device = `__Host-classy_device=${signedIn.get('__Host-classy_device')?.value ?? ''}`;
    const address = newAddress();
    const fail = async (cookie: string) =>
      await supertest(t.url)
        .post('/api/v1/auth/login')
        .set('X-Forwarded-For', address)
        .set('Cookie', cookie)
        .send({ email: 'other@example.org', password: 'wrong' });
    for (let count = 0; count < 4; count += 1) await fail(device);
    // the counter of the account itself moved, not that of a device
    const counters = await t.connection.collection('attempt_counters').find({ subject: 'other@example.org' }).toArray();
    expect(counters.map(({ kind, failures }) => [String(kind), Number(failures)])).toEqual([['account', 4]]);
  });
});
