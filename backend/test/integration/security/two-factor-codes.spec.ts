import type { AuthTokens } from '@classy-book/contracts/auth';
import type { PasskeyOptions, SecondFactorState, TotpEnrolment } from '@classy-book/contracts/second-factor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecretBox } from '../../../src/common/crypto/secret-box.js';
import { SealRenewalService } from '../../../src/security/two-factor/seal-renewal.service.js';
import { startApp, type TestApp } from '../../support/app.js';
import { challengeOf, codeOf, dataOf, FactorClient, refusalOf, stranger } from '../../support/factor-client.js';
import { SoftwareAuthenticator } from '../../support/software-authenticator.js';

let t: TestApp;
let count = 0;

/** A new person, signed in. */
async function person(): Promise<{ email: string; client: FactorClient }> {
  count += 1;
  const email = `totp${String(count)}@example.org`;
  await t.addAccount(email);
  return { email, client: await FactorClient.signIn(t, email) };
}

beforeAll(async () => {
  const key = Buffer.alloc(32, 7).toString('base64');
  t = await startApp({ LOCKOUT_FAILURES: '100', ADDRESS_FAILURES: '1000', ENCRYPTION_KEYS: `new:${key}` });
});
afterAll(async () => {
  await t.close();
});

describe('an authenticator app', () => {
  it('is added with a code of it, and with the first one come ten backup codes', async () => {
    const { email, client } = await person();
    const { enrolment, secret, uri } = dataOf<TotpEnrolment>(
      await client.post('/account/second-factor/totp', { name: 'Phone' }),
    );
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(uri).toContain(`otpauth://totp/Classy%20Book:${encodeURIComponent(email)}?`);
    expect(uri).toContain(`secret=${secret}`);
    const before = dataOf<SecondFactorState>(await client.get('/account/second-factor'));
    expect(before).toMatchObject({ enabled: false, required: false, authenticators: [], backupCodesLeft: 0 });

    const code = await codeOf(secret);
    const added = dataOf<{ backupCodes: string[] }>(
      await client.post('/account/second-factor/totp/confirm', {
        enrolment,
        code: ` ${code.slice(0, 3)} ${code.slice(3)}`,
      }),
    );
    expect(added.backupCodes).toHaveLength(10);
    for (const backup of added.backupCodes) expect(backup).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/);
    const after = dataOf<SecondFactorState>(await client.get('/account/second-factor'));
    expect(after).toMatchObject({ enabled: true, backupCodesLeft: 10 });
    expect(after.authenticators).toMatchObject([{ kind: 'totp', name: 'Phone', lastUsedAt: null, synced: null }]);
    expect(dataOf<{ user: AuthTokens['user'] }>(await client.get('/auth/me')).user.secondFactor.enabled).toBe(true);
  });

  it('is confirmed with a code that opens nothing else', async () => {
    const { email, client } = await person();
    const { enrolment, secret } = dataOf<TotpEnrolment>(
      await client.post('/account/second-factor/totp', { name: 'Phone' }),
    );
    const code = await codeOf(secret);
    expect((await client.post('/account/second-factor/totp/confirm', { enrolment, code })).status).toBe(201);
    const { challenge } = await challengeOf(t, email);
    const answer = await stranger(t, '/auth/second-factor/verify', { method: 'totp', challenge, code });
    expect(refusalOf(answer)).toEqual([401, 'SECOND_FACTOR_INVALID']);
  });

  it('does not count before a right code was seen, and a wrong one can be mended', async () => {
    const { email, client } = await person();
    const { enrolment, secret } = dataOf<TotpEnrolment>(
      await client.post('/account/second-factor/totp', { name: 'Phone' }),
    );
    const wrong = await client.post('/account/second-factor/totp/confirm', { enrolment, code: '000000' });
    expect(refusalOf(wrong)).toEqual([401, 'SECOND_FACTOR_INVALID']);
    expect((await stranger(t, '/auth/login', { email, password: 'correct-horse-battery-42' })).body.data.status).toBe(
      'signed_in',
    );
    const code = await codeOf(secret);
    expect((await client.post('/account/second-factor/totp/confirm', { enrolment, code })).status).toBe(201);
  });

  it('is confirmed once by many at once', async () => {
    const { client } = await person();
    const { enrolment, secret } = dataOf<TotpEnrolment>(
      await client.post('/account/second-factor/totp', { name: 'Phone' }),
    );
    const code = await codeOf(secret);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => client.post('/account/second-factor/totp/confirm', { enrolment, code })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const state = dataOf<SecondFactorState>(await client.get('/account/second-factor'));
    expect(state.authenticators).toHaveLength(1);
  });

  it('of somebody else cannot be confirmed', async () => {
    const [one, other] = [await person(), await person()];
    const { enrolment, secret } = dataOf<TotpEnrolment>(
      await one.client.post('/account/second-factor/totp', { name: 'Phone' }),
    );
    const code = await codeOf(secret);
    const answer = await other.client.post('/account/second-factor/totp/confirm', { enrolment, code });
    expect(refusalOf(answer)).toEqual([401, 'CHALLENGE_EXPIRED']);
  });

  it('is asked for at sign-in, and its code opens the session', async () => {
    const { email, client } = await person();
    const { secret } = await client.addTotp();
    const challenge = await challengeOf(t, email);
    expect(challenge.methods).toEqual(['totp', 'backup_code']);
    expect(Date.parse(challenge.expiresAt) - Date.now()).toBeGreaterThan(9 * 60_000);
    const code = await codeOf(secret);
    const answer = await stranger(t, '/auth/second-factor/verify', {
      method: 'totp',
      challenge: challenge.challenge,
      code,
    });
    const tokens = dataOf<AuthTokens>(answer);
    expect(tokens.status).toBe('signed_in');
    expect(tokens.user.email).toBe(email);
    const cookies = (answer.headers['set-cookie'] as unknown as string[]).join(';');
    expect(cookies).toContain('classy_refresh=');
    expect(cookies).toContain('classy_device=');
    expect((await FactorClient.of(t, tokens).get('/auth/me')).status).toBe(200);
  });

  it('has codes that count once, whoever saw them', async () => {
    const { email, client } = await person();
    const { secret } = await client.addTotp();
    const code = await codeOf(secret);
    const [first, second] = [await challengeOf(t, email), await challengeOf(t, email)];
    const use = (challenge: string, typed: string) =>
      stranger(t, '/auth/second-factor/verify', { method: 'totp', challenge, code: typed });
    expect((await use(first.challenge, code)).status).toBe(200);
    expect(refusalOf(await use(second.challenge, code))).toEqual([401, 'SECOND_FACTOR_INVALID']);
    // a code of an earlier half minute is void as well
    expect(refusalOf(await use(second.challenge, await codeOf(secret, -1)))).toEqual([401, 'SECOND_FACTOR_INVALID']);
    expect((await use(second.challenge, await codeOf(secret, 1))).status).toBe(200);
  });

  it('whose code is tried fifty times at once, at fifty sign-ins, opens one session', async () => {
    const { email, client } = await person();
    const { secret } = await client.addTotp();
    const challenges = await Promise.all(Array.from({ length: 50 }, async () => await challengeOf(t, email)));
    const code = await codeOf(secret);
    const answers = await Promise.all(
      challenges.map(({ challenge }) => stranger(t, '/auth/second-factor/verify', { method: 'totp', challenge, code })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('is one of at most ten, also when several come at once', async () => {
    const { client } = await person();
    for (let nr = 1; nr <= 9; nr += 1) {
      const { added } = await client.addTotp(`Phone ${String(nr)}`);
      expect(added.backupCodes === null).toBe(nr > 1);
    }
    const authenticator = new SoftwareAuthenticator(`http://localhost:${String(t.port)}`);
    const offers = await Promise.all(
      Array.from({ length: 4 }, async () =>
        dataOf<PasskeyOptions>(await client.post('/account/second-factor/passkeys/options')),
      ),
    );
    const answers = await Promise.all(
      offers.map(({ challenge, options }) => {
        const body = { challenge, name: 'Laptop', response: authenticator.create(options) };
        return client.post('/account/second-factor/passkeys', body);
      }),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    for (const path of ['totp', 'passkeys/options']) {
      const late = await client.post(`/account/second-factor/${path}`, path === 'totp' ? { name: 'One more' } : {});
      expect(refusalOf(late)).toEqual([409, 'LIMIT_REACHED']);
    }
  });

  it('that was begun again is void in its first form', async () => {
    const { client } = await person();
    const begin = async () =>
      dataOf<TotpEnrolment>(await client.post('/account/second-factor/totp', { name: 'Phone' }));
    const [first, second] = [await begin(), await begin()];
    const confirm = async ({ enrolment, secret }: TotpEnrolment) =>
      await client.post('/account/second-factor/totp/confirm', { enrolment, code: await codeOf(secret) });
    expect(refusalOf(await confirm(first))).toEqual([401, 'CHALLENGE_EXPIRED']);
    expect((await confirm(second)).status).toBe(201);
  });

  it('is known by a name that its owner can change, and nobody else', async () => {
    const [one, other] = [await person(), await person()];
    const { added } = await one.client.addTotp();
    const path = `/account/second-factor/authenticators/${added.authenticator.id}`;
    expect(dataOf(await one.client.patch(path, { name: ' Work phone ' }))).toMatchObject({ name: 'Work phone' });
    expect(refusalOf(await other.client.patch(path, { name: 'Mine' }))).toEqual([404, 'NOT_FOUND']);
    expect(refusalOf(await other.client.delete(path))).toEqual([404, 'NOT_FOUND']);
  });

  it('keeps its seed sealed for its owner and itself', async () => {
    const { client } = await person();
    const { secret } = await client.addTotp();
    const kept = JSON.stringify(await t.connection.collection('second_factors').find().toArray());
    const tokens = JSON.stringify(await t.connection.collection('one_time_tokens').find().toArray());
    const audit = JSON.stringify(await t.connection.collection('audit_logs').find().toArray());
    for (const text of [kept, tokens, audit]) expect(text).not.toContain(secret);
  });
});

describe('a backup code', () => {
  it('that is used at fifty sign-ins at once opens one session', async () => {
    const { email, client } = await person();
    const { added } = await client.addTotp();
    const [code = ''] = added.backupCodes ?? [];
    const challenges = await Promise.all(Array.from({ length: 50 }, async () => await challengeOf(t, email)));
    const answers = await Promise.all(
      challenges.map(({ challenge }) =>
        stranger(t, '/auth/second-factor/verify', { method: 'backup_code', challenge, code }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const state = dataOf<SecondFactorState>(await client.get('/account/second-factor'));
    expect(state.backupCodesLeft).toBe(9);
  });
});

describe('a change of the key for secrets at rest', () => {
  it('seals every seed again behind the start; its codes go on, and what nothing opens is left as it is', async () => {
    const { email, client } = await person();
    const { secret, added } = await client.addTotp('One');
    const { id } = added.authenticator;
    const userId = client.tokens.user.id;
    const factors = t.connection.collection('second_factors');
    const sealOf = async (): Promise<string> => {
      const found = await factors.findOne({ 'authenticators.id': id });
      return (found?.authenticators as { secret: string }[])[0]?.secret ?? '';
    };
    const replace = async (seal: string) =>
      await factors.updateOne({ 'authenticators.id': id }, { $set: { 'authenticators.0.secret': seal } });
    const renewal = t.app.get(SealRenewalService);
    expect(await sealOf()).toMatch(/^new\./);
    expect(await renewal.renewAll()).toEqual({ renewed: 0, left: 0 });

    // as it was before any key was given: under the one that derives from APP_SECRET
    const derived = t.config.secrets.encryptionKeys.filter((key) => key.id === 'app');
    const before = new SecretBox(derived.map((key) => ({ id: key.id, key: Buffer.from(key.key, 'base64url') })));
    await replace(before.seal(secret, `totp:${userId}:${id}`));
    expect(await renewal.renewAll()).toEqual({ renewed: 1, left: 0 });
    expect(await sealOf()).toMatch(/^new\./);
    const { challenge } = await challengeOf(t, email);
    const body = { method: 'totp', challenge, code: await codeOf(secret) };
    expect((await stranger(t, '/auth/second-factor/verify', body)).status).toBe(200);

    await replace('lost.AAAA');
    expect(await renewal.renewAll()).toEqual({ renewed: 0, left: 1 });
    expect(await sealOf()).toBe('lost.AAAA');
    const late = { method: 'totp', challenge: (await challengeOf(t, email)).challenge, code: await codeOf(secret, 1) };
    expect(refusalOf(await stranger(t, '/auth/second-factor/verify', late))).toEqual([401, 'SECOND_FACTOR_INVALID']);
  });
});
