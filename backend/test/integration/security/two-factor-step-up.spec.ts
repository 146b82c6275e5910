import type { AuthTokens } from '@classy-book/contracts/auth';
import type { PasskeyOptions, SecondFactorState, StepUp, StepUpState } from '@classy-book/contracts/second-factor';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuthenticationService } from '../../../src/security/auth/authentication.service.js';
import { openSocket, outcomeOf } from '../realtime/console-client.js';
import { ADMIN, eventually, startApp, type TestApp } from '../../support/app.js';
import { challengeOf, codeOf, dataOf, FactorClient, refusalOf, stranger } from '../../support/factor-client.js';
import { SoftwareAuthenticator } from '../../support/software-authenticator.js';

let t: TestApp;
let count = 0;

async function person(role: 'user' | 'admin' = 'user'): Promise<{ email: string; client: FactorClient }> {
  count += 1;
  const email = `step${String(count)}@example.org`;
  await t.addAccount(email, role);
  return { email, client: await FactorClient.signIn(t, email) };
}

/** Lets the last proof of a session lie eleven minutes back. */
async function age(client: FactorClient, app = t): Promise<void> {
  const { sessionId } = client.tokens;
  const verifiedAt = new Date(Date.now() - 11 * 60_000);
  await app.connection
    .collection('sessions')
    .updateOne({ _id: new Types.ObjectId(sessionId) }, { $set: { verifiedAt } });
  app.app.get(AuthenticationService).forget(sessionId);
}

const auditOf = async (action: string, email: string) =>
  await t.connection.collection('audit_logs').find({ action, 'details.email': email }).toArray();

beforeAll(async () => {
  t = await startApp({ ADDRESS_FAILURES: '1000' });
});
afterAll(async () => {
  await t.close();
});

describe('a change of the own second factors', () => {
  it('asks for a fresh proof after ten minutes, and every one of them does', async () => {
    const { client } = await person();
    const { added } = await client.addTotp();
    const one = `/account/second-factor/authenticators/${added.authenticator.id}`;
    await age(client);
    const answers = await Promise.all([
      client.post('/account/second-factor/totp', { name: 'Phone' }),
      client.post('/account/second-factor/totp/confirm', { enrolment: 'A'.repeat(43), code: '123456' }),
      client.post('/account/second-factor/passkeys/options'),
      client.post('/account/second-factor/passkeys', {}),
      client.patch(one, { name: 'Phone' }),
      client.delete(one),
      client.post('/account/second-factor/backup-codes'),
    ]);
    for (const answer of answers) expect(refusalOf(answer)).toEqual([403, 'STEP_UP_REQUIRED']);
    expect((await client.get('/account/second-factor')).status).toBe(200);
  });
});

describe('somebody who has to choose a new password', () => {
  it('cannot change second factors before', async () => {
    const { email } = await person();
    await t.connection.collection('users').updateOne({ email }, { $set: { mustChangePassword: true } });
    const client = await FactorClient.signIn(t, email);
    expect(client.tokens.user.restriction).toBe('change_password');
    const one = '/account/second-factor/authenticators/0123456789abcdef01234567';
    const answers = await Promise.all([
      client.post('/account/second-factor/totp', { name: 'Mine' }),
      client.post('/account/second-factor/passkeys/options'),
      client.delete(one),
      client.post('/account/second-factor/backup-codes'),
    ]);
    for (const answer of answers) expect(refusalOf(answer)).toEqual([403, 'FORBIDDEN']);
    expect((await client.get('/account/second-factor')).status).toBe(200);
  });
});

describe('a step-up', () => {
  it('with the password opens sensitive changes to somebody without a second factor', async () => {
    const { email, client } = await person();
    await age(client);
    const before = dataOf<StepUpState>(await client.get('/auth/step-up'));
    expect(before).toEqual({ methods: ['password'], verifiedUntil: null });
    const wrong = await client.post('/auth/step-up', { method: 'password', password: 'not-this-one' });
    expect(refusalOf(wrong)).toEqual([401, 'INVALID_CREDENTIALS']);
    expect(refusalOf(await client.post('/account/second-factor/totp', { name: 'P' }))[1]).toBe('STEP_UP_REQUIRED');

    const right = await client.post('/auth/step-up', { method: 'password', password: ADMIN.password });
    const { verifiedUntil } = dataOf<StepUp>(right);
    expect(Date.parse(verifiedUntil) - Date.now()).toBeGreaterThan(9 * 60_000);
    expect((await client.post('/account/second-factor/totp', { name: 'P' })).status).toBe(201);
    expect(dataOf<StepUpState>(await client.get('/auth/step-up')).verifiedUntil).toBe(verifiedUntil);
    const told = await auditOf('step-up.attempted', email);
    expect(told.map(({ details }) => `${String(details.method)} ${String(details.succeeded)}`)).toEqual([
      'password false',
      'password true',
    ]);
  });

  it('is for the session that proved it, and for no other', async () => {
    const { email, client } = await person();
    const other = await FactorClient.signIn(t, email);
    await Promise.all([age(client), age(other)]);
    await client.post('/auth/step-up', { method: 'password', password: ADMIN.password });
    expect((await client.post('/account/second-factor/totp', { name: 'P' })).status).toBe(201);
    expect(refusalOf(await other.post('/account/second-factor/totp', { name: 'P' }))[1]).toBe('STEP_UP_REQUIRED');
  });

  it('does not take the password of somebody with a second factor', async () => {
    const { client } = await person();
    const { secret, added } = await client.addTotp();
    await age(client);
    expect(dataOf<StepUpState>(await client.get('/auth/step-up')).methods).toEqual(['totp', 'backup_code']);
    const password = await client.post('/auth/step-up', { method: 'password', password: ADMIN.password });
    expect(refusalOf(password)).toEqual([409, 'SECOND_FACTOR_NEEDED']);
    const code = await codeOf(secret);
    expect((await client.post('/auth/step-up', { method: 'totp', code })).status).toBe(200);
    expect(refusalOf(await client.post('/auth/step-up', { method: 'totp', code }))).toEqual([
      401,
      'SECOND_FACTOR_INVALID',
    ]);
    const [backup = ''] = added.backupCodes ?? [];
    expect((await client.post('/auth/step-up', { method: 'backup_code', code: backup })).status).toBe(200);
  });

  it('with a passkey takes the own one, for this session, once', async () => {
    const [one, other] = [await person(), await person()];
    const authenticator = new SoftwareAuthenticator(`http://localhost:${String(t.port)}`);
    await one.client.addPasskey(authenticator);
    await age(one.client);
    const offer = async (client: FactorClient) =>
      dataOf<PasskeyOptions>(await client.post('/auth/step-up/passkey/options'));
    const verify = (client: FactorClient, challenge: string, response: object) =>
      client.post('/auth/step-up/passkey/verify', { challenge, response });

    const { challenge, options } = await offer(one.client);
    const response = authenticator.get(options);
    expect((await verify(one.client, challenge, response)).status).toBe(200);
    expect((await one.client.post('/account/second-factor/totp', { name: 'P' })).status).toBe(201);
    expect(refusalOf(await verify(one.client, challenge, response))).toEqual([401, 'CHALLENGE_EXPIRED']);

    const theirs = await offer(other.client);
    const foreign = await verify(other.client, theirs.challenge, authenticator.getAnyway(theirs.options));
    expect(refusalOf(foreign)).toEqual([401, 'SECOND_FACTOR_INVALID']);
    const mine = await offer(one.client);
    const crossed = await verify(other.client, mine.challenge, authenticator.get(mine.options));
    expect(refusalOf(crossed)).toEqual([401, 'CHALLENGE_EXPIRED']);
  });

  it('is limited: of twenty guesses at once five are looked at, and the lock holds at sign-in too', async () => {
    const { email, client } = await person();
    const guess = () => client.post('/auth/step-up', { method: 'password', password: 'not-this-one' });
    const codes = (await Promise.all(Array.from({ length: 20 }, guess))).map((answer) => refusalOf(answer)[1]);
    expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(4);
    expect(codes.filter((code) => code === 'SECOND_FACTOR_LOCKED')).toHaveLength(16);
    const right = await client.post('/auth/step-up', { method: 'password', password: ADMIN.password });
    expect(refusalOf(right)).toEqual([429, 'SECOND_FACTOR_LOCKED']);
    expect(await auditOf('second-factor.locked', email)).toHaveLength(1);
  });

  it('is not for strangers', async () => {
    for (const path of ['', '/passkey/options', '/passkey/verify']) {
      expect((await stranger(t, `/auth/step-up${path}`)).status).toBe(401);
    }
  });
});

describe('removing second factors', () => {
  it('of somebody who may do without voids the backup codes with the last one', async () => {
    const { email, client } = await person();
    const first = await client.addTotp('One');
    const second = await client.addTotp('Two');
    const remove = (id: string) => client.delete(`/account/second-factor/authenticators/${id}`);
    expect((await remove(first.added.authenticator.id)).status).toBe(200);
    expect((await challengeOf(t, email)).methods).toEqual(['totp', 'backup_code']);
    expect((await remove(second.added.authenticator.id)).status).toBe(200);
    expect(refusalOf(await remove(second.added.authenticator.id))).toEqual([404, 'NOT_FOUND']);
    const state = dataOf<SecondFactorState>(await client.get('/account/second-factor'));
    expect(state).toMatchObject({ enabled: false, backupCodesLeft: 0, backupCodesMadeAt: null });
    expect((await client.get('/auth/me')).body.data.user.secondFactor.enabled).toBe(false);
    expect((await stranger(t, '/auth/login', { email, password: ADMIN.password })).body.data.status).toBe('signed_in');
    // with the next first one come new codes
    expect((await client.addTotp('Three')).added.backupCodes).toHaveLength(10);
  });

  it('all at once leaves an account that knows that it has none', async () => {
    const { email, client } = await person();
    const added = [await client.addTotp('One'), await client.addTotp('Two'), await client.addTotp('Three')];
    const answers = await Promise.all(
      added.map((one) => client.delete(`/account/second-factor/authenticators/${one.added.authenticator.id}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await t.connection.collection('users').findOne({ email })).toMatchObject({ secondFactorEnabled: false });
  });

  it('while another one is added leaves an account that knows what it has', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { email, client } = await person();
      const { added } = await client.addTotp('Old');
      const authenticator = new SoftwareAuthenticator(`http://localhost:${String(t.port)}`);
      await Promise.all([
        client.delete(`/account/second-factor/authenticators/${added.authenticator.id}`),
        client.addPasskey(authenticator),
      ]);
      const user = await t.connection.collection('users').findOne({ email });
      const kept = await t.connection.collection('second_factors').findOne({ _id: user?._id });
      expect(kept?.authenticators).toMatchObject([{ kind: 'passkey' }]);
      expect(user?.secondFactorEnabled).toBe(true);
    }
  });
});

describe('where the role demands a second factor', () => {
  let strict: TestApp;
  beforeAll(async () => {
    strict = await startApp({ SECOND_FACTOR_POLICY: 'required', ADDRESS_FAILURES: '1000' });
  });
  afterAll(async () => {
    await strict.close();
  });

  const joinMonitoring = async ({ accessToken }: AuthTokens): Promise<string> => {
    const socket = openSocket(strict.url, { token: accessToken });
    try {
      const refused = await outcomeOf(socket);
      if (refused !== null) return refused;
      const answer = await socket.emitWithAck('join:monitoring', {});
      return answer.ok ? 'joined' : answer.error.code;
    } finally {
      socket.disconnect();
    }
  };

  it('an administrator without one may enrol and nothing else, and everything right after', async () => {
    await strict.addAccount('new@example.org', 'admin');
    const client = await FactorClient.signIn(strict, 'new@example.org');
    expect(client.tokens.user).toMatchObject({ restriction: 'enrol_second_factor', permissions: ['account:self'] });
    const closed = await client.get('/monitoring/login-attempts');
    expect(refusalOf(closed)).toEqual([403, 'FORBIDDEN']);
    expect(await joinMonitoring(client.tokens)).toBe('FORBIDDEN');
    expect(dataOf<SecondFactorState>(await client.get('/account/second-factor')).required).toBe(true);
    expect((await client.get('/auth/step-up')).status).toBe(200);

    // a socket that is open goes on, and learns of it
    const open = openSocket(strict.url, { token: client.tokens.accessToken });
    expect(await outcomeOf(open)).toBeNull();
    await client.addTotp();
    const join = async () => (await open.emitWithAck('join:monitoring', {})).ok;
    await eventually('the open socket may watch', join);
    open.disconnect();
    const { user } = dataOf<{ user: AuthTokens['user'] }>(await client.get('/auth/me'));
    expect(user.restriction).toBeNull();
    expect((await client.get('/monitoring/login-attempts')).status).toBe(200);
    expect(await joinMonitoring(client.tokens)).toBe('joined');
  });

  it('the last one stays, also when two are removed at once', async () => {
    await strict.addAccount('last@example.org', 'admin');
    const client = await FactorClient.signIn(strict, 'last@example.org');
    const ids = [(await client.addTotp('One')).added, (await client.addTotp('Two')).added].map(
      ({ authenticator }) => authenticator.id,
    );
    const answers = await Promise.all(ids.map((id) => client.delete(`/account/second-factor/authenticators/${id}`)));
    expect(answers.map((answer) => refusalOf(answer)).sort()).toEqual([
      [200, null],
      [409, 'SECOND_FACTOR_NEEDED'],
    ]);
    const state = dataOf<SecondFactorState>(await client.get('/account/second-factor'));
    expect(state.authenticators).toHaveLength(1);
  });

  it('somebody else may do without', async () => {
    await strict.addAccount('learner@example.org', 'user');
    const client = await FactorClient.signIn(strict, 'learner@example.org');
    expect(client.tokens.user).toMatchObject({ restriction: null, secondFactor: { required: false, advised: false } });
    const { added } = await client.addTotp();
    expect((await client.delete(`/account/second-factor/authenticators/${added.authenticator.id}`)).status).toBe(200);
  });
});
