import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OauthIdentitiesService } from '../../../src/security/oauth/oauth-identities.service.js';
import { startApp, type TestApp } from '../../support/app.js';
import { FactorClient } from '../../support/factor-client.js';
import { type LyingProvider, startLyingProvider } from '../../support/lying-provider.js';
import { type OauthBrowser, openOauthBrowser, PUBLIC_URL, trusting } from '../../support/oauth-browser.js';
import { SoftwareAuthenticator } from '../../support/software-authenticator.js';

let first: LyingProvider;
let second: LyingProvider;
let t: TestApp;

beforeAll(async () => {
  [first, second] = await Promise.all([startLyingProvider(), startLyingProvider()]);
  t = await startApp(trusting({ first, second }));
});
afterAll(async () => {
  await t.close();
  await Promise.all([first.close(), second.close()]);
});

function users() {
  return t.connection.collection('users');
}

let people = 0;

/** Somebody with a password, who is signed in. */
async function member() {
  people += 1;
  const email = `member${String(people)}@example.org`;
  const address = `198.51.100.${String(people)}`;
  await t.addAccount(email);
  const tokens = await t.signIn(email, undefined, address);
  const { accessToken, user } = tokens;
  return { email, address, tokens, accessToken, userId: user.id, browser: await openOauthBrowser(t, address) };
}
type Member = Awaited<ReturnType<typeof member>>;

async function link({ browser, accessToken }: Member, sub: string, name: 'first' | 'second' = 'first') {
  const provider = { first, second }[name];
  const url = await browser.startLink(name, accessToken);
  return await browser.link(name, provider.answerFor(url, sub), accessToken);
}

async function signIn(browser: OauthBrowser, sub: string, claims: object = {}, wishes: object = {}) {
  return await browser.callback(
    'first',
    first.answerFor(await browser.start('first', wishes), sub, { claims: { ...claims } }),
  );
}

function call(method: 'get' | 'delete', path: string, { accessToken }: Member) {
  return supertest(t.url)[method](`/api/v1/account/identities${path}`).set('Authorization', `Bearer ${accessToken}`);
}

async function idsOf(person: Member): Promise<string[]> {
  const listed = await call('get', '', person);
  return (listed.body.data as { id: string }[]).map(({ id }) => id);
}

describe('linking from the account page', () => {
  it('makes the provider another way in, whatever the provider says of the email', async () => {
    const person = await member();
    const linked = await link(person, 'linked');
    expect(linked.status).toBe(200);
    expect(linked.body.data).toMatchObject({ provider: 'first', providerName: 'FIRST', lastUsedAt: null });
    const answer = await signIn(await openOauthBrowser(t), 'linked');
    expect(answer.body.data.user.id).toBe(person.userId);
    const listed = await call('get', '', person);
    expect(listed.body.data[0].lastUsedAt).not.toBeNull();
    const log = t.connection.collection('audit_logs');
    const record = await log.findOne({ action: 'identity.changed', resourceId: person.email });
    expect(record).toMatchObject({ details: { change: 'linked', provider: 'first' }, actor: { name: person.email } });
  });

  it('again is no error, and changes nothing', async () => {
    const person = await member();
    const once = await link(person, 'again');
    expect((await link(person, 'again')).body.data.id).toBe(once.body.data.id);
    expect(await idsOf(person)).toHaveLength(1);
  });

  it('of what is somebody else’s is refused, also when both try at once', async () => {
    const [one, other] = [await member(), await member()];
    await link(one, 'taken');
    expect((await link(other, 'taken')).body.error.code).toBe('IDENTITY_TAKEN');
    const answers = await Promise.all([link(one, 'wanted', 'second'), link(other, 'wanted', 'second')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await t.connection.collection('oauth_identities').countDocuments({ subject: 'wanted' })).toBe(1);
  });

  it('of a second account of the same provider is refused', async () => {
    const person = await member();
    await link(person, 'mine');
    expect((await link(person, 'mine-too')).body.error.code).toBe('CONFLICT');
  });

  it('ends in the session in which it began: nobody else’s account is linked, and nobody signs in by it', async () => {
    const [one, other] = [await member(), await member()];
    const query = first.answerFor(await one.browser.startLink('first', one.accessToken), 'forced');
    expect((await one.browser.link('first', query, other.accessToken)).body.error.code).toBe('TOKEN_INVALID');
    const { accessToken } = await t.signIn(one.email, undefined, '198.51.100.200');
    expect((await one.browser.link('first', query, accessToken)).body.error.code).toBe('TOKEN_INVALID');
    expect((await one.browser.callback('first', query)).body.error.code).toBe('TOKEN_INVALID');
    expect((await other.browser.link('first', query, one.accessToken)).body.error.code).toBe('TOKEN_INVALID');
    expect((await one.browser.link('first', query, one.accessToken)).status).toBe(200);
    // and a way that began as a sign-in links nothing
    const asSignIn = second.answerFor(await one.browser.start('second'), 'forced');
    expect((await one.browser.link('second', asSignIn, one.accessToken)).body.error.code).toBe('TOKEN_INVALID');
  });

  it('and unlinking ask for a fresh proof of who one is', async () => {
    const person = await member();
    const { id } = (await link(person, 'stale')).body.data as { id: string };
    const long = new Date(Date.now() - 3_600_000);
    const stale = await t.signIn(person.email, undefined, '198.51.100.201');
    await t.connection
      .collection('sessions')
      .updateMany({ ipAddress: '198.51.100.201' }, { $set: { verifiedAt: long } });
    const start = await supertest(t.url)
      .post('/api/v1/account/identities/first/start')
      .set('Authorization', `Bearer ${stale.accessToken}`)
      .send({});
    expect(start.body.error.code).toBe('STEP_UP_REQUIRED');
    const unlinked = await call('delete', `/${id}`, { ...person, accessToken: stale.accessToken });
    expect(unlinked.body.error.code).toBe('STEP_UP_REQUIRED');
  });
});

describe('an account whose email the provider vouches for', () => {
  it('is linked by signing in, where it has no second factor and verified the email itself', async () => {
    const person = await member();
    const answer = await signIn(await openOauthBrowser(t), 'auto', { email: person.email, email_verified: true });
    expect(answer.body.data.user.id).toBe(person.userId);
    expect(await idsOf(person)).toHaveLength(1);
  });

  it.each([
    ['has a second factor', { secondFactorEnabled: true }],
    ['never verified the email', { emailVerifiedAt: null }],
  ])('must be linked by its owner where it %s', async (_what, state) => {
    const person = await member();
    await users().updateOne({ email: person.email }, { $set: state });
    const answer = await signIn(await openOauthBrowser(t), `bypass-${_what}`, {
      email: person.email,
      email_verified: true,
    });
    expect([answer.status, answer.body.error.code]).toEqual([401, 'PROVIDER_REFUSED']);
    expect(answer.body.error.message).toContain('account page');
    expect(await t.connection.collection('oauth_identities').countDocuments({ subject: `bypass-${_what}` })).toBe(0);
  });

  it('is not taken over by another account at the same provider', async () => {
    const person = await member();
    await link(person, 'original');
    const answer = await signIn(await openOauthBrowser(t), 'impostor', { email: person.email, email_verified: true });
    expect(answer.body.error.code).toBe('CONFLICT');
  });
});

describe('a linked account', () => {
  it.each([
    ['is closed', { isActive: false }, 'PROVIDER_REFUSED', 'account_disabled'],
    ['is locked', { lockedUntil: new Date(Date.now() + 3_600_000) }, 'ACCOUNT_LOCKED', 'account_locked'],
    ['never verified its email', { emailVerifiedAt: null }, 'EMAIL_UNVERIFIED', 'email_unverified'],
  ])('does not come in while it %s', async (what, state, code, reason) => {
    const person = await member();
    await link(person, what);
    await users().updateOne({ email: person.email }, { $set: state });
    const answer = await signIn(await openOauthBrowser(t), what);
    expect(answer.body.error.code).toBe(code);
    const attempts = t.connection.collection('login_attempts');
    expect(await attempts.findOne({ email: person.email, failureReason: reason, method: 'oauth' })).not.toBeNull();
  });

  it('does not come in to the console without the right to it', async () => {
    const person = await member();
    await link(person, 'learner');
    const answer = await signIn(await openOauthBrowser(t), 'learner', {}, { admin: true });
    expect(answer.body.error.code).toBe('PROVIDER_REFUSED');
    expect((await signIn(await openOauthBrowser(t), 'learner')).status).toBe(200);
  });

  it('is still asked for its second factor', async () => {
    const person = await member();
    await link(person, 'careful');
    await users().updateOne({ email: person.email }, { $set: { secondFactorEnabled: true } });
    const answer = await signIn(await openOauthBrowser(t), 'careful');
    expect(answer.body.data.status).toBe('second_factor_required');
    expect(answer.body.data.accessToken).toBeUndefined();
    expect(String(answer.headers['set-cookie'])).not.toContain('classy_refresh');
  });
});

describe('unlinking', () => {
  it('closes the way, where another one is left', async () => {
    const person = await member();
    const { id } = (await link(person, 'leaving')).body.data as { id: string };
    expect((await call('delete', `/${id}`, person)).status).toBe(200);
    expect(await idsOf(person)).toEqual([]);
    expect((await signIn(await openOauthBrowser(t), 'leaving')).body.error.code).toBe('EMAIL_UNVERIFIED');
    expect((await call('delete', `/${id}`, person)).body.error.code).toBe('NOT_FOUND');
  });

  it('of somebody else’s identity is refused', async () => {
    const [one, other] = [await member(), await member()];
    const { id } = (await link(one, 'not-yours')).body.data as { id: string };
    expect((await call('delete', `/${id}`, other)).body.error.code).toBe('NOT_FOUND');
    expect(await idsOf(one)).toHaveLength(1);
  });

  it('never takes the last way in, also when both of two go at once', async () => {
    const person = await member();
    await link(person, 'last-1');
    await link(person, 'last-2', 'second');
    await users().updateOne({ email: person.email }, { $set: { hasPassword: false, passwordHash: null } });
    const ids = await idsOf(person);
    const answers = await Promise.all(
      [...ids, ...ids, ...ids].map(async (id) => await call('delete', `/${id}`, person)),
    );
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    const [left, ...more] = await idsOf(person);
    if (more.length > 0) expect((await call('delete', `/${String(more[0])}`, person)).status).toBe(200);
    const refused = await call('delete', `/${String(left)}`, person);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'LAST_SIGN_IN_METHOD']);
    expect(await idsOf(person)).toEqual([left]);
  });

  it('of the last identity is open to who can sign in with a passkey', async () => {
    const person = await member();
    const { id } = (await link(person, 'has-passkey')).body.data as { id: string };
    await users().updateOne({ email: person.email }, { $set: { hasPassword: false, passwordHash: null } });
    expect((await call('delete', `/${id}`, person)).body.error.code).toBe('LAST_SIGN_IN_METHOD');
    await FactorClient.of(t, person.tokens, person.address).addPasskey(new SoftwareAuthenticator(PUBLIC_URL));
    expect((await call('delete', `/${id}`, person)).status).toBe(200);
  });

  it('happens to all when the account goes', async () => {
    const person = await member();
    await link(person, 'gone');
    await t.app.get(OauthIdentitiesService).forget(person.userId);
    expect(await idsOf(person)).toEqual([]);
  });
});
