import type { AuthTokens } from '@classy-book/contracts/auth';
import type { PasskeyOptions } from '@classy-book/contracts/second-factor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.js';
import { dataOf, FactorClient, refusalOf, stranger } from '../../support/factor-client.js';
import { type Deviation, SoftwareAuthenticator } from '../../support/software-authenticator.js';

let t: TestApp;
let page: string;
let count = 0;

interface Person {
  readonly email: string;
  readonly client: FactorClient;
  readonly authenticator: SoftwareAuthenticator;
}

/** A new person, signed in, with a passkey. */
async function person(options: { synced?: boolean; counts?: boolean } = {}): Promise<Person> {
  count += 1;
  const email = `alone${String(count)}@example.org`;
  await t.addAccount(email);
  const client = await FactorClient.signIn(t, email);
  const authenticator = new SoftwareAuthenticator(page, options);
  await client.addPasskey(authenticator);
  return { email, client, authenticator };
}

async function alone(
  { authenticator }: Pick<Person, 'authenticator'>,
  deviation: Deviation = {},
  extra: object = {},
): Promise<[number, string | null]> {
  const { challenge, options } = dataOf<PasskeyOptions>(await stranger(t, '/auth/passkeys/options'));
  const response = authenticator.get(options, deviation);
  return refusalOf(await stranger(t, '/auth/passkeys/verify', { challenge, response, ...extra }));
}

const REFUSED = [401, 'INVALID_CREDENTIALS'];

beforeAll(async () => {
  t = await startApp({ LOCKOUT_FAILURES: '100', ADDRESS_FAILURES: '1000' });
  page = `http://localhost:${String(t.port)}`;
});
afterAll(async () => {
  await t.close();
});

describe('a passkey alone', () => {
  it('signs in, with both factors in one, and keeps the session as long as it was asked to', async () => {
    const { email, authenticator } = await person();
    const { challenge, options } = dataOf<PasskeyOptions>(await stranger(t, '/auth/passkeys/options'));
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(options['allowCredentials']).toBeUndefined();
    const response = authenticator.get(options);
    const answer = await stranger(t, '/auth/passkeys/verify', { challenge, response, rememberMe: true });
    expect(dataOf<AuthTokens>(answer).user.email).toBe(email);
    expect((answer.headers['set-cookie'] as unknown as string[]).join()).toMatch(/classy_refresh=[^,]*Expires=/);
    const attempt = await t.connection.collection('login_attempts').findOne({ email }, { sort: { _id: -1 } });
    expect(attempt).toMatchObject({ outcome: 'succeeded', method: 'passkey', factor: 'passkey' });
  });

  it.each<[string, Deviation]>([
    ['that was not unlocked by its owner', { userVerified: false }],
    ['signed on a page of another site', { origin: 'https://evil.example' }],
    ['signed for another site', { rpId: 'evil.example' }],
    ['signed for another challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['signed by another key', { forged: true }],
    ['that does not say whose it is', { userHandle: null }],
    ["that says it is another person's", { userHandle: Buffer.alloc(12).toString('base64url') }],
  ])('%s is refused', async (_name, deviation) => {
    expect(await alone(await person(), deviation)).toEqual(REFUSED);
  });

  it('that is not known here is refused like one that is', async () => {
    const unknown = new SoftwareAuthenticator(page);
    unknown.create({
      challenge: 'AAAA',
      rp: { id: 'localhost' },
      user: { id: Buffer.alloc(12).toString('base64url') },
    });
    const bodies = await Promise.all(
      [
        { authenticator: unknown, deviation: {} },
        { authenticator: (await person()).authenticator, deviation: { forged: true } },
      ].map(async ({ authenticator, deviation }) => {
        const { challenge, options } = dataOf<PasskeyOptions>(await stranger(t, '/auth/passkeys/options'));
        const response = authenticator.get(options, deviation);
        const { status, body } = await stranger(t, '/auth/passkeys/verify', { challenge, response });
        return { status, error: { ...body.error, requestId: '' } };
      }),
    );
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[0]).toMatchObject({ status: 401, error: { code: 'INVALID_CREDENTIALS' } });
  });

  it('cannot be replayed', async () => {
    const { authenticator } = await person();
    const { challenge, options } = dataOf<PasskeyOptions>(await stranger(t, '/auth/passkeys/options'));
    const response = authenticator.get(options);
    expect((await stranger(t, '/auth/passkeys/verify', { challenge, response })).status).toBe(200);
    const replay = await stranger(t, '/auth/passkeys/verify', { challenge, response });
    expect(refusalOf(replay)).toEqual([401, 'CHALLENGE_EXPIRED']);
    const fresh = dataOf<PasskeyOptions>(await stranger(t, '/auth/passkeys/options'));
    const moved = await stranger(t, '/auth/passkeys/verify', { challenge: fresh.challenge, response });
    expect(refusalOf(moved)).toEqual(REFUSED);
  });

  it('whose counter goes back was copied: it is refused and told of', async () => {
    const owner = await person({ counts: true });
    expect(await alone(owner)).toEqual([200, null]);
    expect(await alone(owner)).toEqual([200, null]);
    for (const counter of [1, 2, 0]) expect(await alone(owner, { counter })).toEqual(REFUSED);
    const told = await t.connection.collection('audit_logs').find({ action: 'passkey.cloned' }).toArray();
    expect(told.filter(({ details }) => details.email === owner.email)).toHaveLength(3);
    expect(await alone(owner, { counter: 50 })).toEqual([200, null]);
  });

  it('with the same counter twice at once is accepted once', async () => {
    const owner = await person({ counts: true });
    const offers = await Promise.all(
      Array.from({ length: 10 }, async () => dataOf<PasskeyOptions>(await stranger(t, '/auth/passkeys/options'))),
    );
    const answers = await Promise.all(
      offers.map(({ challenge, options }) => {
        const response = owner.authenticator.get(options, { counter: 7 });
        return stranger(t, '/auth/passkeys/verify', { challenge, response });
      }),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('does not open the console for somebody who may not enter it', async () => {
    const owner = await person();
    expect(await alone(owner, {}, { admin: true })).toEqual(REFUSED);
    expect(await alone(owner)).toEqual([200, null]);
    await t.addAccount('keyadmin@example.org', 'admin');
    const admin = new SoftwareAuthenticator(page);
    await (await FactorClient.signIn(t, 'keyadmin@example.org')).addPasskey(admin);
    expect(await alone({ authenticator: admin }, {}, { admin: true })).toEqual([200, null]);
  });

  it('does not open a closed or locked account, and the attempt is on record', async () => {
    const users = t.connection.collection('users');
    const attempts = t.connection.collection('login_attempts');
    const closed = await person();
    await users.updateOne({ email: closed.email }, { $set: { isActive: false } });
    expect(await alone(closed)).toEqual(REFUSED);
    const locked = await person();
    await users.updateOne({ email: locked.email }, { $set: { lockedUntil: new Date(Date.now() + 60_000) } });
    expect(await alone(locked)).toEqual([429, 'ACCOUNT_LOCKED']);
    const reasons = await attempts
      .find({ email: { $in: [closed.email, locked.email] }, method: 'passkey' })
      .sort({ _id: 1 })
      .toArray();
    expect(reasons.map(({ outcome, failureReason }) => `${String(outcome)} ${String(failureReason)}`)).toEqual([
      'failed account_disabled',
      'blocked account_locked',
    ]);
  });

  it('does not come in from a blocked address, and the attempt is on record', async () => {
    const owner = await person();
    const admin = await t.signIn();
    const block = { address: '198.51.100.77', reason: 'A test', durationMinutes: 10 };
    const client = FactorClient.of(t, admin);
    const { challenge, options } = dataOf<PasskeyOptions>(await stranger(t, '/auth/passkeys/options'));
    expect((await client.post('/monitoring/block-ip', block)).status).toBeLessThan(300);
    const response = owner.authenticator.get(options);
    const answer = await stranger(t, '/auth/passkeys/verify', { challenge, response }, '198.51.100.77');
    expect(refusalOf(answer)).toEqual([403, 'ADDRESS_BLOCKED']);
    const attempt = await t.connection.collection('login_attempts').findOne({ ipAddress: '198.51.100.77' });
    expect(attempt).toMatchObject({ outcome: 'blocked', failureReason: 'address_blocked', method: 'passkey' });
  });
});
