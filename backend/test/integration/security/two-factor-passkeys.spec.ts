import type { AuthTokens } from '@classy-book/contracts/auth';
import type { PasskeyOptions } from '@classy-book/contracts/second-factor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.js';
import { challengeOf, dataOf, FactorClient, refusalOf, stranger } from '../../support/factor-client.js';
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
  const email = `passkey${String(count)}@example.org`;
  await t.addAccount(email);
  const client = await FactorClient.signIn(t, email);
  const authenticator = new SoftwareAuthenticator(page, options);
  await client.addPasskey(authenticator);
  return { email, client, authenticator };
}

beforeAll(async () => {
  t = await startApp({ LOCKOUT_FAILURES: '100', ADDRESS_FAILURES: '1000' });
  page = `http://localhost:${String(t.port)}`;
});
afterAll(async () => {
  await t.close();
});

describe('a passkey', () => {
  it('is added with the first backup codes, and says whether it follows its owner', async () => {
    await t.addAccount('adds@example.org');
    const client = await FactorClient.signIn(t, 'adds@example.org');
    const own = await client.addPasskey(new SoftwareAuthenticator(page));
    expect(own.authenticator).toMatchObject({ kind: 'passkey', name: 'Laptop', synced: false });
    expect(own.backupCodes).toHaveLength(10);
    const synced = await client.addPasskey(new SoftwareAuthenticator(page, { synced: true }), 'Cloud');
    expect(synced).toMatchObject({ authenticator: { synced: true }, backupCodes: null });
    const { options } = dataOf<PasskeyOptions>(await client.post('/account/second-factor/passkeys/options'));
    expect(options).toMatchObject({ rp: { id: 'localhost' }, attestation: 'none' });
    expect(options['excludeCredentials']).toHaveLength(2);
  });

  it.each<[string, Deviation]>([
    ['made on a page of another site', { origin: 'http://evil.example' }],
    ['made on another port of this machine', { origin: 'http://localhost:1' }],
    ['made for another site', { rpId: 'evil.example' }],
    ['made for another challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['made without anybody there', { userPresent: false }],
    ['with certificates that nobody asked for', { attestation: 'certificates' }],
    ['that is a signature and not a new key', { type: 'webauthn.get' }],
  ])('%s is not added', async (_name, deviation) => {
    count += 1;
    const email = `refused${String(count)}@example.org`;
    await t.addAccount(email);
    const client = await FactorClient.signIn(t, email);
    const { challenge, options } = dataOf<PasskeyOptions>(await client.post('/account/second-factor/passkeys/options'));
    const response = new SoftwareAuthenticator(page).create(options, deviation);
    const answer = await client.post('/account/second-factor/passkeys', { challenge, name: 'Laptop', response });
    expect(refusalOf(answer)).toEqual([401, 'SECOND_FACTOR_INVALID']);
    expect(dataOf(await client.get('/account/second-factor'))).toMatchObject({ enabled: false });
  });

  it('that vouches for itself, as browsers let it, is added', async () => {
    const { client } = await person();
    const { challenge, options } = dataOf<PasskeyOptions>(await client.post('/account/second-factor/passkeys/options'));
    const response = new SoftwareAuthenticator(page).create(options, { attestation: 'self' });
    const answer = await client.post('/account/second-factor/passkeys', { challenge, name: 'Key', response });
    expect(refusalOf(answer)).toEqual([201, null]);
  });

  it('is added once, for one person, with its own challenge', async () => {
    const { client } = await person();
    const other = await person();
    const { challenge, options } = dataOf<PasskeyOptions>(await client.post('/account/second-factor/passkeys/options'));
    const response = new SoftwareAuthenticator(page).create(options);
    const body = { challenge, name: 'Laptop', response };
    const stolen = await other.client.post('/account/second-factor/passkeys', body);
    expect(refusalOf(stolen)).toEqual([401, 'CHALLENGE_EXPIRED']);
    expect(refusalOf(await client.post('/account/second-factor/passkeys', body))).toEqual([401, 'CHALLENGE_EXPIRED']);
    expect(
      dataOf<{ authenticators: unknown[] }>(await client.get('/account/second-factor')).authenticators,
    ).toHaveLength(1);
  });

  it('that somebody else has registered is not added again', async () => {
    const { client } = await person();
    const other = await person();
    const added = async (owner: FactorClient, make: (options: unknown) => object) => {
      const { challenge, options } = dataOf<PasskeyOptions>(
        await owner.post('/account/second-factor/passkeys/options'),
      );
      return await owner.post('/account/second-factor/passkeys', { challenge, name: 'X', response: make(options) });
    };
    // an authenticator that gives everybody the same credential id
    const twin = new SoftwareAuthenticator(page, { fixedId: true });
    expect((await added(client, (options) => twin.create(options))).status).toBe(201);
    expect(refusalOf(await added(other.client, (options) => twin.create(options)))).toEqual([409, 'CONFLICT']);
    expect(refusalOf(await added(client, (options) => twin.create(options)))).toEqual([409, 'CONFLICT']);
  });
});

describe('a passkey as the second factor', () => {
  it('finishes a sign-in', async () => {
    const { email, authenticator } = await person();
    const { challenge, methods } = await challengeOf(t, email);
    expect(methods).toEqual(['passkey', 'backup_code']);
    const offer = dataOf<PasskeyOptions>(await stranger(t, '/auth/second-factor/passkey/options', { challenge }));
    expect(offer.challenge).toBe(challenge);
    const response = authenticator.get(offer.options, { userVerified: false });
    const answer = await stranger(t, '/auth/second-factor/passkey/verify', { challenge, response });
    expect(dataOf<AuthTokens>(answer).user.email).toBe(email);
    const again = await stranger(t, '/auth/second-factor/passkey/verify', { challenge, response });
    expect(refusalOf(again)).toEqual([401, 'CHALLENGE_EXPIRED']);
  });

  it('finishes one sign-in of fifty that send it at once', async () => {
    const { email, authenticator } = await person();
    const { challenge } = await challengeOf(t, email);
    const { options } = dataOf<PasskeyOptions>(await stranger(t, '/auth/second-factor/passkey/options', { challenge }));
    const response = authenticator.get(options);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => stranger(t, '/auth/second-factor/passkey/verify', { challenge, response })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it.each<[string, Deviation]>([
    ['signed on a page of another site', { origin: 'https://evil.example' }],
    ['signed for another site', { rpId: 'evil.example' }],
    ['signed for another challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['signed by another key', { forged: true }],
    ['signed without anybody there', { userPresent: false }],
    ['that names another person', { userHandle: Buffer.alloc(12).toString('base64url') }],
    ['of the wrong kind', { type: 'webauthn.create' }],
  ])('%s is refused', async (_name, deviation) => {
    const { email, authenticator } = await person();
    const { challenge } = await challengeOf(t, email);
    const { options } = dataOf<PasskeyOptions>(await stranger(t, '/auth/second-factor/passkey/options', { challenge }));
    const response = authenticator.get(options, deviation);
    const answer = await stranger(t, '/auth/second-factor/passkey/verify', { challenge, response });
    expect(refusalOf(answer)).toEqual([401, 'SECOND_FACTOR_INVALID']);
  });

  it('of somebody else is refused, also with their own challenge', async () => {
    const [victim, thief] = [await person(), await person()];
    const { challenge } = await challengeOf(t, victim.email);
    const { options } = dataOf<PasskeyOptions>(await stranger(t, '/auth/second-factor/passkey/options', { challenge }));
    const response = thief.authenticator.getAnyway(options);
    const answer = await stranger(t, '/auth/second-factor/passkey/verify', { challenge, response });
    expect(refusalOf(answer)).toEqual([401, 'SECOND_FACTOR_INVALID']);
    // an answer to the thief's own challenge does not fit the victim's
    const own = (await challengeOf(t, thief.email)).challenge;
    const offer = dataOf<PasskeyOptions>(await stranger(t, '/auth/second-factor/passkey/options', { challenge: own }));
    const crossed = { challenge, response: thief.authenticator.get(offer.options) };
    expect((await stranger(t, '/auth/second-factor/passkey/verify', crossed)).status).toBe(401);
  });
});

describe('hostile passkey answers', () => {
  const good = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} };
  const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const bodies: [string, unknown][] = [
    ['nothing inside', { ...good, response: {} }],
    ['numbers inside', { ...good, response: { clientDataJSON: 1, authenticatorData: 2, signature: 3 } }],
    [
      'objects inside',
      { ...good, response: { clientDataJSON: { $ne: null }, authenticatorData: [], signature: null } },
    ],
    ['an operator as id', { ...good, id: { $ne: null }, rawId: { $gt: '' }, response: {} }],
    ['no base64', { ...good, response: { clientDataJSON: '***', authenticatorData: '\\u0000', signature: '💥' } }],
    [
      'JSON that is no object',
      { ...good, response: { clientDataJSON: json(null), authenticatorData: '', signature: '' } },
    ],
    [
      'data that is too short',
      {
        ...good,
        response: { clientDataJSON: json({ type: 'webauthn.get' }), authenticatorData: 'AA', signature: 'AA' },
      },
    ],
    ['CBOR that never ends', { ...good, response: { clientDataJSON: json({}), attestationObject: 'n5-fn5-fn58' } }],
    ['deep CBOR', { ...good, response: { clientDataJSON: json({}), attestationObject: 'gYGB'.repeat(10_000) } }],
    ['an id of a megabyte', { ...good, id: 'A'.repeat(1_000_000), response: {} }],
  ];

  it.each(bodies)('with %s are refused and break nothing', async (_name, response) => {
    const { email, client } = await person();
    const { challenge } = await challengeOf(t, email);
    const alone = dataOf<PasskeyOptions>(await stranger(t, '/auth/passkeys/options')).challenge;
    const enrol = dataOf<PasskeyOptions>(await client.post('/account/second-factor/passkeys/options')).challenge;
    const stepUp = dataOf<PasskeyOptions>(await client.post('/auth/step-up/passkey/options')).challenge;
    const answers = await Promise.all([
      stranger(t, '/auth/second-factor/passkey/verify', { challenge, response }),
      stranger(t, '/auth/passkeys/verify', { challenge: alone, response }),
      client.post('/account/second-factor/passkeys', { challenge: enrol, name: 'X', response }),
      client.post('/auth/step-up/passkey/verify', { challenge: stepUp, response }),
    ]);
    for (const { status } of answers) expect([400, 401, 413]).toContain(status);
  });
});
