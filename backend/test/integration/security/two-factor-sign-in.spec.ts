import type { AuthTokens } from '@classy-book/contracts/auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecondFactorsService } from '../../../src/security/two-factor/second-factors.service.js';
import { ADMIN, startApp, type TestApp } from '../../support/app.js';
import { challengeOf, codeOf, dataOf, FactorClient, refusalOf, stranger } from '../../support/factor-client.js';

let t: TestApp;
let count = 0;

interface Person {
  readonly email: string;
  readonly client: FactorClient;
  readonly secret: string;
  readonly backupCodes: readonly string[];
}

/** A new person, signed in, with an authenticator app. */
async function person(role: 'user' | 'admin' = 'user'): Promise<Person> {
  count += 1;
  const email = `person${String(count)}@example.org`;
  await t.addAccount(email, role);
  const client = await FactorClient.signIn(t, email);
  const { secret, added } = await client.addTotp();
  return { email, client, secret, backupCodes: added.backupCodes ?? [] };
}

const totp = (challenge: string, code: string) =>
  stranger(t, '/auth/second-factor/verify', { method: 'totp', challenge, code });
const backup = (challenge: string, code: string) =>
  stranger(t, '/auth/second-factor/verify', { method: 'backup_code', challenge, code });
const users = () => t.connection.collection('users');
const auditOf = async (action: string, email: string) =>
  await t.connection.collection('audit_logs').find({ action, 'details.email': email }).toArray();

/** A code that is wrong now and in the half minutes around. */
async function wrongCode(secret: string): Promise<string> {
  const right = new Set(await Promise.all([-2, -1, 0, 1, 2].map(async (steps) => await codeOf(secret, steps))));
  return ['111111', '222222', '333333', '444444', '555555', '666666'].find((code) => !right.has(code)) ?? '777777';
}

beforeAll(async () => {
  t = await startApp({ ADDRESS_FAILURES: '1000' });
});
afterAll(async () => {
  await t.close();
});

describe('a backup code', () => {
  it('opens the session once, however it is typed', async () => {
    const { email, backupCodes } = await person();
    const code = backupCodes[0] ?? '';
    const first = await backup((await challengeOf(t, email)).challenge, ` ${code.toUpperCase().replace('-', ' - ')} `);
    const tokens = dataOf<AuthTokens>(first);
    const state = await FactorClient.of(t, tokens).get('/account/second-factor');
    expect(dataOf(state)).toMatchObject({ backupCodesLeft: 9 });
    const again = await backup((await challengeOf(t, email)).challenge, code);
    expect(refusalOf(again)).toEqual([401, 'SECOND_FACTOR_INVALID']);
    const attempt = await t.connection
      .collection('login_attempts')
      .findOne({ email, outcome: 'succeeded', factor: 'backup_code' });
    expect(attempt).not.toBeNull();
  });

  it('of somebody else is worth nothing', async () => {
    const [one, other] = [await person(), await person()];
    const answer = await backup((await challengeOf(t, one.email)).challenge, other.backupCodes[0] ?? '');
    expect(refusalOf(answer)).toEqual([401, 'SECOND_FACTOR_INVALID']);
  });

  it('is void once new ones were made, and the new ones count', async () => {
    const { email, client, backupCodes } = await person();
    const { codes } = dataOf<{ codes: string[] }>(await client.post('/account/second-factor/backup-codes'));
    expect(new Set([...codes, ...backupCodes]).size).toBe(20);
    const { challenge } = await challengeOf(t, email);
    expect((await backup(challenge, backupCodes[3] ?? '')).status).toBe(401);
    expect((await backup(challenge, codes[3] ?? '')).status).toBe(200);
  });

  it('cannot be made by somebody without a second factor', async () => {
    await t.addAccount('none@example.org');
    const client = await FactorClient.signIn(t, 'none@example.org');
    const answer = await client.post('/account/second-factor/backup-codes');
    expect(refusalOf(answer)).toEqual([409, 'SECOND_FACTOR_NEEDED']);
  });

  it('is kept as a salted hash of Argon2id alone', async () => {
    const { email, backupCodes } = await person();
    const user = await users().findOne({ email });
    const kept = await t.connection.collection('second_factors').findOne({ _id: user?._id });
    expect(kept?.backupCodes).toMatchObject({ memoryKiB: 19456, iterations: 2 });
    const stored = JSON.stringify([kept, await t.connection.collection('audit_logs').find().toArray()]);
    for (const code of backupCodes) {
      expect(stored).not.toContain(code);
      expect(stored).not.toContain(code.replace('-', ''));
    }
  });
});

describe('many at once', () => {
  it('finish one sign-in with fifty right codes: it opens once', async () => {
    const { email, secret } = await person();
    const { challenge } = await challengeOf(t, email);
    const code = await codeOf(secret);
    const answers = await Promise.all(Array.from({ length: 50 }, () => totp(challenge, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('finish one sign-in with different backup codes: it opens once', async () => {
    const { email, backupCodes } = await person();
    const { challenge } = await challengeOf(t, email);
    const answers = await Promise.all(backupCodes.slice(0, 4).map((code) => backup(challenge, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('guess: exactly the limit of them is looked at, and the lock is told of once', async () => {
    const { email, secret } = await person();
    const { challenge } = await challengeOf(t, email);
    const code = await wrongCode(secret);
    const answers = await Promise.all(Array.from({ length: 20 }, () => totp(challenge, code)));
    const codes = answers.map((answer) => refusalOf(answer)[1]);
    expect(codes.filter((one) => one === 'SECOND_FACTOR_INVALID')).toHaveLength(4);
    expect(codes.filter((one) => one === 'SECOND_FACTOR_LOCKED')).toHaveLength(16);
    const attempts = await t.connection
      .collection('login_attempts')
      .find({ email, outcome: { $ne: 'succeeded' } })
      .toArray();
    const reasons = attempts.map(({ outcome, failureReason, factor }) => [outcome, failureReason, factor].join());
    expect(reasons.filter((one) => one === 'failed,wrong_second_factor,totp')).toHaveLength(5);
    expect(reasons.filter((one) => one === 'blocked,second_factor_locked,totp')).toHaveLength(15);
    expect(await auditOf('second-factor.locked', email)).toHaveLength(1);
  });
});

describe('the lock of a second factor', () => {
  it('says until when, holds for right codes too, binds new challenges, and ends by itself', async () => {
    const { email, secret, client } = await person();
    const { challenge } = await challengeOf(t, email);
    const wrong = await wrongCode(secret);
    for (let nr = 1; nr <= 4; nr += 1) expect((await totp(challenge, wrong)).status).toBe(401);
    const fifth = await totp(challenge, wrong);
    expect(refusalOf(fifth)).toEqual([429, 'SECOND_FACTOR_LOCKED']);
    expect(Date.parse(fifth.body.error.retryAt) - Date.now()).toBeGreaterThan(14 * 60_000);
    expect(Number(fifth.headers['retry-after'])).toBeGreaterThan(14 * 60);

    const fresh = (await challengeOf(t, email)).challenge;
    expect(refusalOf(await totp(fresh, await codeOf(secret)))).toEqual([429, 'SECOND_FACTOR_LOCKED']);
    const stepUp = await client.post('/auth/step-up', { method: 'totp', code: await codeOf(secret) });
    expect(refusalOf(stepUp)).toEqual([429, 'SECOND_FACTOR_LOCKED']);
    // the session that is open goes on
    expect((await client.get('/auth/me')).status).toBe(200);

    const past = new Date(Date.now() - 1);
    await t.connection
      .collection('attempt_counters')
      .updateOne({ kind: 'second_factor', subject: email }, { $set: { lockedUntil: past } });
    expect((await totp(fresh, await codeOf(secret))).status).toBe(200);
  });

  it('comes later for somebody who was right in between', async () => {
    const { email, secret } = await person();
    const wrong = await wrongCode(secret);
    for (const steps of [0, 1]) {
      const { challenge } = await challengeOf(t, email);
      for (let nr = 1; nr <= 4; nr += 1) expect((await totp(challenge, wrong)).status).toBe(401);
      expect((await totp(challenge, await codeOf(secret, steps))).status).toBe(200);
    }
  });
});

describe('a challenge', () => {
  it('that was used, has expired, is made up or belongs to something else answers the same', async () => {
    const { email, secret, client } = await person();
    const used = (await challengeOf(t, email)).challenge;
    expect((await totp(used, await codeOf(secret))).status).toBe(200);
    const expired = (await challengeOf(t, email)).challenge;
    await t.connection
      .collection('one_time_tokens')
      .updateMany({ purpose: 'sign_in_challenge' }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    const other = dataOf<{ challenge: string }>(await client.post('/auth/step-up/passkey/options')).challenge;
    const made = 'A'.repeat(43);
    const code = await codeOf(secret, 1);
    const answers = await Promise.all([used, expired, other, made].map((challenge) => totp(challenge, code)));
    const bodies = answers.map(({ status, body }) => ({ status, error: { ...body.error, requestId: '' } }));
    for (const body of bodies) expect(body).toEqual(bodies[0]);
    expect(bodies[0]).toMatchObject({ status: 401, error: { code: 'CHALLENGE_EXPIRED' } });
    const offered = await stranger(t, '/auth/second-factor/passkey/options', { challenge: made });
    expect(refusalOf(offered)).toEqual([401, 'CHALLENGE_EXPIRED']);
  });

  it('is no access token and opens nothing by itself', async () => {
    const { email } = await person();
    const { challenge } = await challengeOf(t, email);
    const client = FactorClient.of(t, { accessToken: challenge } as AuthTokens);
    expect((await client.get('/auth/me')).status).toBe(401);
    const answer = await stranger(t, '/auth/login', { email, password: ADMIN.password });
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await auditOf('second-factor.challenged', email)).toHaveLength(2);
  });

  it.each<[string, object, [number, string]]>([
    ['was closed', { isActive: false }, [401, 'INVALID_CREDENTIALS']],
    ['was locked', { lockedUntil: new Date(Date.now() + 600_000) }, [429, 'ACCOUNT_LOCKED']],
    ['has another password', { passwordChangedAt: new Date() }, [401, 'CHALLENGE_EXPIRED']],
    ['lost its second factor', { secondFactorEnabled: false }, [401, 'CHALLENGE_EXPIRED']],
  ])('does not finish a sign-in whose account %s meanwhile', async (_name, change, refusal) => {
    const { email, secret } = await person();
    const { challenge } = await challengeOf(t, email);
    await users().updateOne({ email }, { $set: change });
    expect(refusalOf(await totp(challenge, await codeOf(secret)))).toEqual(refusal);
  });

  it('of the console does not finish for somebody who may not enter it any more', async () => {
    const { email, secret } = await person('admin');
    const answer = await stranger(t, '/auth/admin/login', { email, password: ADMIN.password });
    const { challenge } = dataOf<{ challenge: string }>(answer);
    await users().updateOne({ email }, { $set: { role: 'user' } });
    expect(refusalOf(await totp(challenge, await codeOf(secret)))).toEqual([401, 'INVALID_CREDENTIALS']);
  });

  it('dies with the factors when an administrator takes them away', async () => {
    const { email, secret } = await person();
    const { challenge } = await challengeOf(t, email);
    const userId = (await users().findOne({ email }))?._id.toHexString() ?? '';
    const origin = { ipAddress: null, userAgent: '', requestId: '' };
    const factors = t.app.get(SecondFactorsService);
    expect(await factors.resetAll({ userId, email }, { actor: { kind: 'cli' }, origin })).toBe(true);
    expect(refusalOf(await totp(challenge, await codeOf(secret)))).toEqual([401, 'CHALLENGE_EXPIRED']);
    expect((await stranger(t, '/auth/login', { email, password: ADMIN.password })).body.data.status).toBe('signed_in');
    expect(await factors.describe(userId)).toEqual({ authenticators: [], backupCodesLeft: 0, backupCodesMadeAt: null });
    expect(await factors.resetAll({ userId, email }, { actor: { kind: 'cli' }, origin })).toBe(false);
    const resets = (await auditOf('second-factor.changed', email)).filter(({ details }) => details.change === 'reset');
    expect(resets).toHaveLength(1);
  });

  it('remembers "keep me signed in"', async () => {
    const { email, secret } = await person();
    const { challenge } = await challengeOf(t, email, { rememberMe: true });
    const answer = await totp(challenge, await codeOf(secret));
    expect((answer.headers['set-cookie'] as unknown as string[]).join()).toMatch(/classy_refresh=[^,]*Expires=/);
  });
});

describe('hostile second factors', () => {
  const good = 'A'.repeat(43);
  it.each<[string, unknown]>([
    ['nothing', {}],
    ['an operator as challenge', { method: 'totp', challenge: { $ne: null }, code: '123456' }],
    ['an operator as code', { method: 'totp', challenge: good, code: { $gt: '' } }],
    ['a number as code', { method: 'totp', challenge: good, code: 123_456 }],
    ['letters as code', { method: 'totp', challenge: good, code: 'abcdef' }],
    ['other digits', { method: 'totp', challenge: good, code: '١٢٣٤٥٦' }],
    ['a code of seven digits', { method: 'totp', challenge: good, code: '1234567' }],
    ['a code without end', { method: 'backup_code', challenge: good, code: 'a'.repeat(50_000) }],
    ['a list of codes', { method: 'totp', challenge: good, code: ['000000', '111111'] }],
    ['another method', { method: 'password', challenge: good, code: '123456' }],
    ['more than was asked for', { method: 'totp', challenge: good, code: '123456', userId: 'x' }],
    ['a challenge with a NUL', { method: 'totp', challenge: `${good}\u0000`, code: '123456' }],
  ])('with %s are refused as malformed', async (_name, body) => {
    const answer = await stranger(t, '/auth/second-factor/verify', body as object);
    expect(refusalOf(answer)).toEqual([400, 'VALIDATION_FAILED']);
    expect(JSON.stringify(answer.body)).not.toContain(good);
  });

  it.each([{ name: { $ne: '' } }, { name: '' }, { name: 'x'.repeat(61) }, { name: 'a\nb' }, { name: 'a', kind: 'x' }])(
    'with the name %j are refused as malformed',
    async (body) => {
      const client = await FactorClient.signIn(t);
      expect((await client.post('/account/second-factor/totp', body)).status).toBe(400);
    },
  );
});
