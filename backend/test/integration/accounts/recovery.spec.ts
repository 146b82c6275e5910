import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../support/app.js';
import { type AccountsApp, audited, comparable, NEW_PASSWORD, PASSWORD, startAccountsApp } from './accounts-app.js';

let t: AccountsApp;
// a new one for each test: mails of the one before may still be on their way
let email: string;
let count = 0;

beforeAll(async () => {
  t = await startAccountsApp();
});
afterAll(async () => {
  await t.close();
});
beforeEach(async () => {
  await t.connection.collection('users').deleteMany({ isPrimaryAdmin: false });
  for (const name of ['one_time_tokens', 'attempt_counters', 'email_budgets', 'audit_logs']) {
    await t.connection.collection(name).deleteMany({});
  }
  count += 1;
  email = `ada${String(count)}@example.org`;
  await t.addAccount(email);
  t.mails.clear();
});

async function resetLink(): Promise<string> {
  await t.post('/auth/password/forgot', { email });
  return await t.mails.tokenFor(email, '/reset-password');
}

describe('a forgotten password', () => {
  it('is replaced with the link in a mail', async () => {
    const token = await resetLink();
    expect((await t.post('/auth/password/reset', { token, password: NEW_PASSWORD })).status).toBe(200);
    expect((await t.login(email, NEW_PASSWORD)).status).toBe(200);
    expect((await t.login(email, PASSWORD)).status).toBe(401);
    const changes = (await audited(t, 'account.changed', email)).map(
      ({ details }) => (details as { change: string }).change,
    );
    expect(changes.sort()).toEqual(['password_reset', 'password_reset_requested']);
  });

  it('is asked for with one answer, whether the address has an account or not', async () => {
    const known = await t.post('/auth/password/forgot', { email });
    const unknown = await t.post('/auth/password/forgot', { email: 'nobody@example.org' });
    expect(comparable(unknown)).toEqual(comparable(known));
    await t.mails.tokenFor(email, '/reset-password');
    expect(t.mails.arrived.filter(({ recipient }) => recipient === 'nobody@example.org')).toEqual([]);
  });

  it('ends every session, at once', async () => {
    const bearer = await t.enter(email);
    const token = await resetLink();
    await t.post('/auth/password/reset', { token, password: NEW_PASSWORD });
    expect((await t.get('/auth/me', { bearer })).body.error.code).toBe('SESSION_ENDED');
  });

  it('lifts the locks that wrong passwords made, because nobody knows the new one', async () => {
    for (let guess = 0; guess < 5; guess += 1) await t.login(email, `guess ${String(guess)}`);
    expect((await t.login(email)).body.error.code).toBe('ACCOUNT_LOCKED');
    const token = await resetLink();
    await t.post('/auth/password/reset', { token, password: NEW_PASSWORD });
    expect((await t.login(email, NEW_PASSWORD)).status).toBe(200);
  });

  it('does not lift a lock that an administrator set, nor open a closed account', async () => {
    const token = await resetLink();
    const users = t.connection.collection('users');
    await users.updateOne({ email }, { $set: { lockedUntil: new Date(Date.now() + 60_000), lockReason: 'x' } });
    await t.post('/auth/password/reset', { token, password: NEW_PASSWORD });
    expect((await t.login(email, NEW_PASSWORD)).body.error.code).toBe('ACCOUNT_LOCKED');
    const second = await t.link(email, 'reset_password');
    await users.updateOne({ email }, { $set: { isActive: false } });
    const answer = await t.post('/auth/password/reset', { token: second, password: 'another lighthouse of paper' });
    expect(answer.body.error.code).toBe('TOKEN_INVALID');
  });

  it('leaves a second factor where it is', async () => {
    await t.connection.collection('users').updateOne({ email }, { $set: { secondFactorEnabled: true } });
    const token = await resetLink();
    await t.post('/auth/password/reset', { token, password: NEW_PASSWORD });
    expect((await t.user(email))?.['secondFactorEnabled']).toBe(true);
  });

  it('lets exactly one of fifty uses of a link through', async () => {
    const token = await resetLink();
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, index) =>
        t.post('/auth/password/reset', { token, password: `lighthouse of paper ${String(index)}` }),
      ),
    );
    const won = answers.findIndex(({ status }) => status === 200);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.error?.code === 'TOKEN_INVALID')).toHaveLength(49);
    expect((await t.login(email, `lighthouse of paper ${String(won)}`)).status).toBe(200);
  });

  it('makes the other links to set it void', async () => {
    const first = await t.link(email, 'reset_password');
    const second = await t.link(email, 'reset_password');
    await t.post('/auth/password/reset', { token: second, password: NEW_PASSWORD });
    const answer = await t.post('/auth/password/reset', { token: first, password: 'yet another lighthouse' });
    expect(answer.body.error.code).toBe('TOKEN_INVALID');
  });

  it.each([
    ['made up', async () => Promise.resolve('A'.repeat(43))],
    ['for something else', async () => t.link(email, 'disown_sign_in')],
    [
      'mailed to an address that the account had before',
      async () => t.link(email, 'reset_password', { email: 'x@example.org' }),
    ],
    ['without the address that it was mailed to', async () => t.link(email, 'reset_password', {})],
    [
      'too old',
      async () => {
        const token = await t.link(email, 'reset_password');
        await t.connection.collection('one_time_tokens').updateMany({}, { $set: { expiresAt: new Date(0) } });
        return token;
      },
    ],
    [
      'of an account that is gone',
      async () => {
        const token = await t.link(email, 'reset_password');
        await t.connection.collection('users').deleteOne({ email });
        return token;
      },
    ],
  ])('is not replaced with a link that is %s', async (_what, make) => {
    const token = await make();
    const answer = await t.post('/auth/password/reset', { token, password: NEW_PASSWORD });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'TOKEN_INVALID']);
    expect((await t.login(email, NEW_PASSWORD)).status).toBe(401);
  });

  it('is not replaced by a weak one, and the link still works afterwards', async () => {
    const token = await resetLink();
    for (const password of ['password123', email, 'Test Person', PASSWORD]) {
      const answer = await t.post('/auth/password/reset', { token, password });
      expect([password, answer.body.error.code]).toEqual([password, 'WEAK_PASSWORD']);
    }
    expect((await t.post('/auth/password/reset', { token, password: NEW_PASSWORD })).status).toBe(200);
  });

  it.each([{ token: { $gt: '' } }, { token: '' }, { token: 'x'.repeat(5_000) }, { token: null }])(
    'is not replaced with %j',
    async (body) => {
      const answer = await t.post('/auth/password/reset', { password: NEW_PASSWORD, ...body });
      expect(answer.status).toBe(400);
    },
  );

  it('cannot be used to fill a mailbox: five mails an hour, and the last link works', async () => {
    for (let count = 0; count < 9; count += 1) await t.post('/auth/password/forgot', { email });
    const reminders = () =>
      t.mails.arrived.filter(({ recipient, subject }) => recipient === email && subject === 'Set a new password');
    await eventually('five mails', () => reminders().length >= 5);
    await t.post('/auth/register', {
      email: 'marker@example.org',
      password: NEW_PASSWORD,
      firstName: 'M',
      lastName: 'N',
    });
    await t.mails.mailTo('marker@example.org', /Verify/);
    expect(reminders()).toHaveLength(5);
    const token = await t.mails.tokenFor(email, '/reset-password');
    expect((await t.post('/auth/password/reset', { token, password: NEW_PASSWORD })).status).toBe(200);
  });
});

describe('"this was not me"', () => {
  it('ends every session, keeps out whoever knows the password, and mails a link to set a new one', async () => {
    const bearer = await t.enter(email);
    const disown = await t.link(email, 'disown_sign_in');
    expect((await t.post('/auth/disown', { token: disown })).status).toBe(200);
    expect((await t.get('/auth/me', { bearer })).body.error.code).toBe('SESSION_ENDED');
    expect((await t.login(email, PASSWORD)).body.error.code).toBe('INVALID_CREDENTIALS');
    const token = await t.mails.tokenFor(email, '/reset-password');
    await t.post('/auth/password/reset', { token, password: NEW_PASSWORD });
    const back = await t.login(email, NEW_PASSWORD);
    expect(back.body.data.user.restriction).toBeNull();
  });

  it('works once, also when ten say it at once', async () => {
    const token = await t.link(email, 'disown_sign_in');
    const answers = await Promise.all(Array.from({ length: 10 }, async () => t.post('/auth/disown', { token })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await audited(t, 'account.changed', email)).length).toBe(1);
  });

  it('takes a link that somebody else asked for away', async () => {
    const stolen = await t.link(email, 'reset_password');
    await t.post('/auth/disown', { token: await t.link(email, 'disown_sign_in') });
    const answer = await t.post('/auth/password/reset', { token: stolen, password: NEW_PASSWORD });
    expect(answer.body.error.code).toBe('TOKEN_INVALID');
  });
});
