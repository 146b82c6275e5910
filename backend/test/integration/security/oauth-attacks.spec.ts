import { generateKeyPairSync } from 'node:crypto';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, startApp, type TestApp } from '../../support/app.js';
import { type Lie, type LyingProvider, startLyingProvider } from '../../support/lying-provider.js';
import { openOauthBrowser, PUBLIC_URL, trusting } from '../../support/oauth-browser.js';

let first: LyingProvider;
let second: LyingProvider;
let t: TestApp;

beforeAll(async () => {
  first = await startLyingProvider();
  second = await startLyingProvider(true);
  t = await startApp(trusting({ first, second }));
});
afterAll(async () => {
  await t.close();
  await Promise.all([first.close(), second.close()]);
});

/** A whole sign-in at the first provider, which says of the person what the lie says. */
async function comeBack(lie: Lie, sub = 'eve') {
  const browser = await openOauthBrowser(t);
  return await browser.callback('first', first.answerFor(await browser.start('first'), sub, lie));
}

const someone = { email: 'eve@example.org', email_verified: true };

describe('the word of a provider', () => {
  it('is taken when everything in it is right', async () => {
    const answer = await comeBack({ claims: { ...someone, name: 'Eve  van der <b>Berg</b>' } });
    expect(answer.status).toBe(200);
    expect(answer.body.data.user).toMatchObject({
      email: 'eve@example.org',
      firstName: 'Eve van der',
      lastName: 'bBerg/b',
    });
    const request = first.asked.at(-1);
    expect(request?.get('code_verifier')).toMatch(/^[\w-]{43}$/);
    expect(request?.get('redirect_uri')).toBe(`${PUBLIC_URL}/oauth/first/callback`);
  });

  it.each<[string, Lie]>([
    ['a wrong nonce', { claims: { ...someone, nonce: 'another' } }],
    ['no nonce', { claims: { ...someone, nonce: undefined } }],
    ['another issuer', { claims: { ...someone, iss: 'http://127.0.0.1:1' } }],
    ['an issuer with a slash more', { claims: { ...someone, iss: 'slash' } }],
    ['another audience', { claims: { ...someone, aud: 'another-client' } }],
    [
      'several audiences of which another one is meant',
      { claims: { ...someone, aud: ['classy-book', 'b'], azp: 'b' } },
    ],
    ['an end in the past', { claims: { ...someone, iat: 1_700_000_000, exp: 1_700_000_300 } }],
    ['no end', { claims: { ...someone, exp: undefined } }],
    ['no subject', { claims: { ...someone, sub: undefined } }],
    ['a subject that is no text', { claims: { ...someone, sub: { $ne: null } } }],
    ['a subject without end', { claims: { ...someone, sub: 's'.repeat(256) } }],
    ['the signature of a stranger', { claims: someone, signedBy: 'stranger' }],
    ['no signature', { claims: someone, signedBy: 'nobody' }],
    ['no ID token', { withoutIdToken: true }],
  ])('is refused with %s', async (_what, lie) => {
    const claims = lie.claims?.['iss'] === 'slash' ? { ...lie.claims, iss: `${first.issuer}/` } : lie.claims;
    const answer = await comeBack(claims === undefined ? lie : { ...lie, claims }, 'forged');
    expect([answer.status, answer.body.error.code]).toEqual([401, 'PROVIDER_REFUSED']);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it.each([
    ['missing', undefined],
    ['false', false],
    ['a text', 'true'],
    ['a number', 1],
  ])('does not make an email verified whose verification is %s', async (_what, email_verified) => {
    const answer = await comeBack({ claims: { email: ADMIN.email, email_verified } }, 'unverified');
    expect(answer.body.error.code).toBe('EMAIL_UNVERIFIED');
  });

  it.each([
    ['no email', 'nobody'],
    ['an operator', { $ne: null }],
    ['two', 'a@example.org,b@example.org'],
  ])('opens nothing with %s for an email', async (_what, email) => {
    const answer = await comeBack({ claims: { email, email_verified: true } }, 'nameless');
    expect(answer.body.error.code).toBe('EMAIL_UNVERIFIED');
  });

  it('finds people by issuer and subject, and never by a changed email', async () => {
    await comeBack({ claims: { email: 'before@example.org', email_verified: true } }, 'mover');
    const moved = await comeBack({ claims: { email: ADMIN.email, email_verified: true } }, 'mover');
    expect(moved.body.data.user.email).toBe('before@example.org');
    const browser = await openOauthBrowser(t);
    const url = await browser.start('second');
    const query = `${second.answerFor(url, 'mover', { claims: { email: 'x@example.org' } })}&iss=${second.issuer}`;
    expect((await browser.callback('second', query)).body.error.code).toBe('EMAIL_UNVERIFIED');
  });
});

describe('a way through a provider', () => {
  it('ends in the browser in which it began, and a stranger cannot even use it up', async () => {
    const [owner, stranger] = [await openOauthBrowser(t), await openOauthBrowser(t, '192.0.2.85')];
    const query = first.answerFor(await owner.start('first'), 'eve', { claims: someone });
    expect((await stranger.callback('first', query)).body.error.code).toBe('TOKEN_INVALID');
    await stranger.start('first');
    expect((await stranger.callback('first', query)).body.error.code).toBe('TOKEN_INVALID');
    expect((await owner.callback('first', query)).status).toBe(200);
  });

  it.each([
    [
      'no state',
      (query: URLSearchParams) => {
        query.delete('state');
      },
    ],
    [
      'a wrong state',
      (query: URLSearchParams) => {
        query.set('state', 'A'.repeat(43));
      },
    ],
    [
      'two states',
      (query: URLSearchParams) => {
        query.append('state', query.get('state') ?? '');
      },
    ],
    [
      'the state of an operator',
      (query: URLSearchParams) => {
        query.set('state', '{"$ne":null}');
      },
    ],
  ])('is refused with %s', async (_what, change) => {
    const browser = await openOauthBrowser(t);
    const query = new URLSearchParams(first.answerFor(await browser.start('first'), 'eve', { claims: someone }));
    change(query);
    expect((await browser.callback('first', query.toString())).body.error.code).toBe('TOKEN_INVALID');
  });

  it('ends after ten minutes', async () => {
    const browser = await openOauthBrowser(t);
    const query = first.answerFor(await browser.start('first'), 'eve', { claims: someone });
    const tokens = t.connection.collection('one_time_tokens');
    const [token] = await tokens.find({ purpose: 'oauth_state' }).sort({ createdAt: -1 }).limit(1).toArray();
    const life = (token?.['expiresAt'] as Date).getTime() - (token?.['createdAt'] as Date).getTime();
    expect(life).toBe(600_000);
    await tokens.updateMany({ purpose: 'oauth_state' }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expect((await browser.callback('first', query)).body.error.code).toBe('TOKEN_INVALID');
  });

  it('lets exactly one of many callbacks at once in', async () => {
    const browser = await openOauthBrowser(t);
    const query = first.answerFor(await browser.start('first'), 'eve', { claims: someone });
    const answers = await Promise.all(Array.from({ length: 20 }, async () => await browser.callback('first', query)));
    const codes = answers.map(({ status, body }) => (status === 200 ? 'in' : (body.error.code as string)));
    expect(codes.filter((code) => code === 'in')).toHaveLength(1);
    expect(codes.filter((code) => code === 'TOKEN_INVALID')).toHaveLength(19);
  });

  it('cannot be mixed up with the way through another provider (RFC 9207)', async () => {
    const browser = await openOauthBrowser(t);
    const forFirst = first.answerFor(await browser.start('first'), 'eve', { claims: someone });
    expect((await browser.callback('second', forFirst)).body.error.code).toBe('TOKEN_INVALID');
    // the second provider promises to name itself
    const url = await browser.start('second');
    const silent = second.answerFor(url, 'eve', { claims: someone });
    expect((await browser.callback('second', silent)).body.error.code).toBe('PROVIDER_REFUSED');
    const other = second.answerFor(await browser.start('second'), 'eve', { claims: someone });
    const named = await browser.callback('second', `${other}&iss=${encodeURIComponent(first.issuer)}`);
    expect(named.body.error.code).toBe('PROVIDER_REFUSED');
  });

  it('cannot be turned elsewhere: the pages come from the configuration', async () => {
    const start = (headers: Record<string, string>, body: object) =>
      supertest(t.url).post('/api/v1/auth/oauth/first/start').set(headers).send(body);
    const answer = await start({ 'X-Forwarded-Host': 'evil.example', Host: 'evil.example' }, {});
    const url = new URL(answer.body.data.authorizationUrl as string);
    expect(url.searchParams.get('redirect_uri')).toBe(`${PUBLIC_URL}/oauth/first/callback`);
    for (const field of ['redirectUri', 'redirect_uri', 'returnTo', 'next']) {
      expect((await start({}, { [field]: 'https://evil.example' })).body.error.code).toBe('VALIDATION_FAILED');
    }
    for (const provider of ['unknown', '..%2f..%2fevil', 'https:%2f%2fevil.example', 'First', '__proto__']) {
      const refused = await supertest(t.url).post(`/api/v1/auth/oauth/${provider}/start`).send({});
      expect([provider, refused.status >= 400 && refused.status < 500]).toEqual([provider, true]);
    }
  });

  it('needs the CSRF token and a page of our own', async () => {
    const browser = await openOauthBrowser(t);
    const query = first.answerFor(await browser.start('first'), 'eve', { claims: someone });
    const path = '/api/v1/auth/oauth/first/callback';
    expect((await browser.agent.post(path).send({ query })).body.error.code).toBe('CSRF_FAILED');
    for (const route of [path, '/api/v1/auth/oauth/first/start']) {
      const foreign = await browser.agent.post(route).set('Origin', 'https://evil.example').send({ query });
      expect(foreign.body.error.code).toBe('ORIGIN_REFUSED');
    }
    expect((await browser.callback('first', query)).status).toBe(200);
  });

  it('is bound by a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await supertest(t.url).post('/api/v1/auth/oauth/first/start').send({});
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^classy_oauth=[\w-]{43}; Max-Age=600; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    );
    const secure = await startApp({ ...trusting({ first }), PUBLIC_URL: 'https://learn.example.org' });
    try {
      const overHttps = await supertest(secure.url).post('/api/v1/auth/oauth/first/start').send({});
      expect(String(overHttps.headers['set-cookie'])).toMatch(/^__Host-classy_oauth=.*; Secure; SameSite=Strict$/);
    } finally {
      await secure.close();
    }
  });
});

describe('a provider that is away or broken', () => {
  it('stops nobody else: the application starts without it, and it is found when it comes back', async () => {
    const away = await startLyingProvider();
    await away.close();
    const app = await startApp(trusting({ away }));
    try {
      const start = () => supertest(app.url).post('/api/v1/auth/oauth/away/start').send({});
      const refused = await start();
      expect([refused.status, refused.body.error.code]).toEqual([503, 'PROVIDER_UNAVAILABLE']);
      expect(refused.headers['retry-after']).toBe('15');
      expect((await app.signIn()).status).toBe('signed_in');
      await away.reopen();
      expect((await start()).status).toBe(200);
    } finally {
      await app.close();
      await away.close();
    }
  });

  it('is not mistaken for a refusal', async () => {
    const answer = await comeBack({ status: 500 });
    expect([answer.status, answer.body.error.code]).toEqual([503, 'PROVIDER_UNAVAILABLE']);
    expect(JSON.stringify(answer.body)).not.toMatch(/server_error|127\.0\.0\.1|stack/i);
  });

  it('that disappears while somebody is there is told as such', async () => {
    const fleeting = await startLyingProvider();
    const app = await startApp(trusting({ fleeting }));
    try {
      const browser = await openOauthBrowser(app);
      const query = fleeting.answerFor(await browser.start('fleeting'), 'eve', { claims: someone });
      await fleeting.close();
      expect((await browser.callback('fleeting', query)).body.error.code).toBe('PROVIDER_UNAVAILABLE');
    } finally {
      await app.close();
    }
  });

  it('is not believed where its metadata names another issuer', async () => {
    const alias = { ...first, issuer: first.issuer.replace('127.0.0.1', 'localhost') };
    const app = await startApp(trusting({ alias }));
    const answer = await supertest(app.url).post('/api/v1/auth/oauth/alias/start').send({});
    expect(answer.body.error.code).toBe('PROVIDER_UNAVAILABLE');
    await app.close();
  });

  it('over plain http is never trusted outside this machine, nor in production', async () => {
    const plain = { ...first, issuer: 'http://id.example.org' };
    const app = await startApp(trusting({ plain }));
    const answer = await supertest(app.url).post('/api/v1/auth/oauth/plain/start').send({});
    expect(answer.body.error.code).toBe('PROVIDER_UNAVAILABLE');
    await app.close();
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });
    const production = await startApp({
      ...trusting({ first }),
      ...{ NODE_ENV: 'production', PUBLIC_URL: 'https://learn.example.org', HOST: '127.0.0.1' },
      ...{ APP_SECRET: 'f3d9a7c1e5b8204866aa0c17d2e94b71', AUDIT_KEY: '0b6e2f9d84c7a1355d90e8b3f7126ac4' },
      JWT_PRIVATE_KEY: String(key),
    });
    try {
      const refused = await supertest(production.url).post('/api/v1/auth/oauth/first/start').send({});
      expect(refused.body.error.code).toBe('PROVIDER_UNAVAILABLE');
    } finally {
      await production.close();
    }
  });
});
