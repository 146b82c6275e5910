import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.js';
import { callbackPage, openOauthBrowser, trusting } from '../../support/oauth-browser.js';
import { type RealProvider, startProvider } from '../../support/oidc-provider.js';

let provider: RealProvider;
let t: TestApp;

beforeAll(async () => {
  provider = await startProvider(callbackPage('school'), [
    { sub: 'ada', email: 'Ada@Example.org', email_verified: true, given_name: 'Ada', family_name: 'Lovelace' },
    { sub: 'twin', email: 'twin@example.org', email_verified: true },
    { sub: 'late', email: 'late@example.org', email_verified: true },
    { sub: 'mallory', email: 'admin@example.org', email_verified: false },
  ]);
  t = await startApp(trusting({ school: provider }));
});
afterAll(async () => {
  await t.close();
  await provider.close();
});

function users() {
  return t.connection.collection('users');
}

describe('signing in through a provider', () => {
  it('asks it with PKCE, state and nonce, and for the page of this installation only', async () => {
    const browser = await openOauthBrowser(t);
    const url = new URL(await browser.start('school'));
    expect(url.origin).toBe(provider.issuer);
    const asked = Object.fromEntries(url.searchParams);
    expect(asked).toMatchObject({
      response_type: 'code',
      client_id: provider.clientId,
      redirect_uri: callbackPage('school'),
      scope: 'openid email profile',
      code_challenge_method: 'S256',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]).toMatch(/^[\w-]{43}$/);
    expect(url.href).not.toContain(provider.clientSecret);
    const again = new URL(await browser.start('school'));
    for (const name of ['state', 'nonce', 'code_challenge']) expect(again.searchParams.get(name)).not.toBe(asked[name]);
  });

  it('keeps neither the state nor the secrets of the way in clear', async () => {
    const browser = await openOauthBrowser(t);
    const asked = new URL(await browser.start('school')).searchParams;
    const stored = JSON.stringify(await t.connection.collection('one_time_tokens').find().toArray());
    expect(stored).toContain('oauth_state');
    expect(stored).not.toContain(asked.get('state'));
    expect(stored).not.toContain(asked.get('nonce'));
  });

  it('makes an account of somebody new, who signs in to the same one next time', async () => {
    const browser = await openOauthBrowser(t);
    const query = await provider.visit(await browser.start('school', { rememberMe: true }), 'ada');
    const answer = await browser.callback('school', query);
    expect(answer.status).toBe(200);
    const { user, accessToken } = answer.body.data;
    expect(user).toMatchObject({
      email: 'ada@example.org',
      emailVerified: true,
      ...{ firstName: 'Ada', lastName: 'Lovelace', role: 'user', hasPassword: false },
    });
    const cookies = String(answer.headers['set-cookie']);
    expect(cookies).toMatch(/classy_refresh=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict/);
    const me = await supertest(t.url)
      .get('/api/v1/auth/me')
      .set('Authorization', `Bearer ${String(accessToken)}`);
    expect(me.body.data.user.id).toBe(user.id);

    const elsewhere = await openOauthBrowser(t, '192.0.2.81');
    const second = await elsewhere.callback('school', await provider.visit(await elsewhere.start('school'), 'ada'));
    expect(second.body.data.user.id).toBe(user.id);
    const attempts = await t.connection.collection('login_attempts').find({ email: 'ada@example.org' }).toArray();
    expect(attempts.map(({ method, outcome }) => `${String(method)} ${String(outcome)}`)).toEqual([
      'oauth succeeded',
      'oauth succeeded',
    ]);
    const log = await t.connection.collection('audit_logs').find({ resourceId: 'ada@example.org' }).toArray();
    expect(log.map(({ action }) => String(action)).filter((action) => action.startsWith('identity'))).toHaveLength(1);
    expect(log.map(({ details }) => details as object)).toContainEqual(
      expect.objectContaining({ change: 'registered' }),
    );
  });

  it('makes one account also when somebody new comes back twice at once', async () => {
    const browsers = await Promise.all(
      [1, 2, 3, 4].map(async (n) => await openOauthBrowser(t, `192.0.2.9${String(n)}`)),
    );
    const queries = await Promise.all(
      browsers.map(async (browser) => await provider.visit(await browser.start('school'), 'twin')),
    );
    const answers = await Promise.all(
      browsers.map(async (browser, n) => await browser.callback('school', queries[n] ?? '')),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.data.user.id as string)).size).toBe(1);
    expect(await users().countDocuments({ email: 'twin@example.org' })).toBe(1);
    expect(await t.connection.collection('oauth_identities').countDocuments({ subject: 'twin' })).toBe(1);
  });

  it('takes the provider at its word once: the code cannot be used again, nor the state', async () => {
    const browser = await openOauthBrowser(t);
    const query = await provider.visit(await browser.start('school'), 'ada');
    expect((await browser.callback('school', query)).status).toBe(200);
    expect((await browser.callback('school', query)).body.error.code).toBe('TOKEN_INVALID');
    // the used code on a new way
    const code = new URLSearchParams(query).get('code') ?? '';
    const state = new URL(await browser.start('school')).searchParams.get('state') ?? '';
    const replayed = await browser.callback(
      'school',
      new URLSearchParams({ code, state, iss: provider.issuer }).toString(),
    );
    expect(replayed.body.error.code).toBe('PROVIDER_REFUSED');
  });

  it('refuses a code that was got without PKCE, or for somebody else', async () => {
    const browser = await openOauthBrowser(t);
    const bare = new URL(await browser.start('school'));
    for (const name of ['code_challenge', 'code_challenge_method']) bare.searchParams.delete(name);
    const refused = new URLSearchParams(await provider.visit(bare.href, 'ada'));
    expect(refused.get('error')).toBe('invalid_request');
    expect((await browser.callback('school', refused.toString())).body.error.code).toBe('PROVIDER_REFUSED');

    const thief = await openOauthBrowser(t, '192.0.2.82');
    const stolen = new URLSearchParams(await provider.visit(await browser.start('school'), 'ada'));
    const state = new URL(await thief.start('school')).searchParams.get('state') ?? '';
    stolen.set('state', state);
    expect((await thief.callback('school', stolen.toString())).body.error.code).toBe('PROVIDER_REFUSED');
  });

  it('says so when the person does not agree at the provider, and puts it on record', async () => {
    const browser = await openOauthBrowser(t, '192.0.2.83');
    const state = new URL(await browser.start('school')).searchParams.get('state') ?? '';
    const denied = new URLSearchParams({ error: 'access_denied', state, iss: provider.issuer });
    const answer = await browser.callback('school', denied.toString());
    expect([answer.status, answer.body.error.code]).toEqual([401, 'PROVIDER_REFUSED']);
    const attempt = await t.connection.collection('login_attempts').findOne({ ipAddress: '192.0.2.83' });
    expect(attempt).toMatchObject({ method: 'oauth', outcome: 'failed', failureReason: 'provider_refused' });
  });

  it('neither links nor makes an account for an email that the provider does not vouch for', async () => {
    const browser = await openOauthBrowser(t);
    const before = await users().countDocuments();
    const answer = await browser.callback('school', await provider.visit(await browser.start('school'), 'mallory'));
    expect([answer.status, answer.body.error.code]).toEqual([403, 'EMAIL_UNVERIFIED']);
    expect(await users().countDocuments()).toBe(before);
    expect(await t.connection.collection('oauth_identities').countDocuments({ subject: 'mallory' })).toBe(0);
  });

  it('makes no account where that is not open to everybody', async () => {
    const closed = await startApp({ ...trusting({ school: provider }), REGISTRATION: 'invitation' });
    try {
      const browser = await openOauthBrowser(closed);
      const answer = await browser.callback('school', await provider.visit(await browser.start('school'), 'late'));
      expect([answer.status, answer.body.error.code]).toEqual([403, 'REGISTRATION_CLOSED']);
      expect(await closed.connection.collection('users').countDocuments()).toBe(1);
    } finally {
      await closed.close();
    }
  });
});
