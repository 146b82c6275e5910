import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PasswordsService } from '../../../src/security/auth/passwords.service.js';
import { type AccountsApp, audited, NEW_PASSWORD, PASSWORD, startAccountsApp } from './accounts-app.js';

let t: AccountsApp;
let bearer: string;
const EMAIL = 'ada@example.org';

beforeAll(async () => {
  t = await startAccountsApp();
});
afterAll(async () => {
  await t.close();
});
beforeEach(async () => {
  await t.connection.collection('users').deleteMany({ isPrimaryAdmin: false });
  for (const name of ['sessions', 'attempt_counters', 'audit_logs']) await t.connection.collection(name).deleteMany({});
  await t.addAccount(EMAIL);
  t.mails.clear();
  bearer = await t.enter(EMAIL);
});

async function changePassword(newPassword: string, currentPassword: string | null = PASSWORD, token = bearer) {
  return await t.post('/account/password', { currentPassword, newPassword }, { bearer: token });
}

describe('the own password', () => {
  it('is changed with the current one; this session goes on, the others end', async () => {
    const elsewhere = await t.enter(EMAIL);
    expect((await changePassword(NEW_PASSWORD)).status).toBe(200);
    expect((await t.get('/auth/me', { bearer })).status).toBe(200);
    expect((await t.get('/auth/me', { bearer: elsewhere })).body.error.code).toBe('SESSION_ENDED');
    expect((await t.login(EMAIL, PASSWORD)).status).toBe(401);
    expect((await t.login(EMAIL, NEW_PASSWORD)).status).toBe(200);
  });

  it('is told to the owner, with a link that says "this was not me"', async () => {
    await t.addAccount('told@example.org');
    await changePassword(NEW_PASSWORD, PASSWORD, await t.enter('told@example.org'));
    const token = await t.mails.tokenFor('told@example.org', '/not-me');
    expect((await t.post('/auth/disown', { token })).status).toBe(200);
    expect((await t.login('told@example.org', NEW_PASSWORD)).status).toBe(401);
  });

  it('is not changed without the current one, and guessing it is limited without locking the door', async () => {
    const answers = [];
    for (let guess = 0; guess < 6; guess += 1)
      answers.push(await changePassword(NEW_PASSWORD, `guess ${String(guess)}`));
    for (const { body } of answers.slice(0, 5)) expect(body.error.code).toBe('INVALID_CREDENTIALS');
    expect(answers[5]?.body.error.code).toBe('ACCOUNT_LOCKED');
    expect((await changePassword(NEW_PASSWORD)).body.error.code).toBe('ACCOUNT_LOCKED');
    expect((await t.login(EMAIL)).status).toBe(200);
  });

  it('is not left out by somebody who has one', async () => {
    expect((await changePassword(NEW_PASSWORD, null)).body.error.code).toBe('INVALID_CREDENTIALS');
  });

  it('is changed by one of ten who do it at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, async (_, index) => changePassword(`lighthouse of paper ${String(index)}`)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.every(({ status }) => [200, 401, 409, 429].includes(status))).toBe(true);
  });

  it.each([
    ['a common one', 'qwertyuiop'],
    ['a common one in capitals', 'PASSWORD1'],
    ['the own name', 'Test-Person-2026'],
    ['the own email', 'Ada@Example.org'],
    ['the name of the product', 'classybook1'],
    ['a repetition', 'abababababab'],
    ['the one that it was', PASSWORD],
    ['four letters that were typed as eight characters', 'e\u0301'.repeat(4)],
  ])('is not %s', async (_what, password) => {
    const answer = await changePassword(password);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'WEAK_PASSWORD']);
    expect(answer.body.error.message).toMatch(/Choose another one/);
  });

  it.each([
    ['a sentence of words', 'green paper boats at noon'],
    ['letters of any alphabet', 'منارة من ورق أخضر'],
    ['128 characters', `${'lighthouse and '.repeat(8)}12345678`],
    ['only small letters', 'lighthousepaperboat'],
  ])('may be %s', async (_what, password) => {
    expect((await changePassword(password)).status).toBe(200);
    expect((await t.login(EMAIL, password)).status).toBe(200);
  });

  it('is the same on every keyboard: an accent in one piece or in two', async () => {
    await changePassword('Zo\u0065\u0308 likes lighthouses');
    expect((await t.login(EMAIL, 'Zo\u00eb likes lighthouses')).status).toBe(200);
  });
});

describe('a forced change of password', () => {
  it('opens everything else again, in the same session', async () => {
    await t.connection.collection('users').updateOne({ email: EMAIL }, { $set: { mustChangePassword: true } });
    const forced = await t.enter(EMAIL);
    expect((await t.get('/auth/me', { bearer: forced })).body.data.user.restriction).toBe('change_password');
    expect((await changePassword(NEW_PASSWORD, PASSWORD, forced)).status).toBe(200);
    expect((await t.get('/auth/me', { bearer: forced })).body.data.user.restriction).toBeNull();
  });
});

describe('a password from an import', () => {
  it.each(['$2a$', '$2b$', '$2y$'])('(bcrypt %s) opens the door and becomes Argon2id', async (prefix) => {
    const hash = '$2b$04$KlNYcZ2KxwCWPNMWeP8rUOdRhKhmHqeAQWMgbHhN38XfAMNErvaeO';
    const { hashSync } = await import('@node-rs/bcrypt');
    const made = hashSync('an imported password', { cost: 4 });
    expect(made).toHaveLength(hash.length);
    await t.connection
      .collection('users')
      .updateOne({ email: EMAIL }, { $set: { passwordHash: made.replace(/^\$2b\$/, prefix) } });
    expect((await t.login(EMAIL, 'not this password')).status).toBe(401);
    expect((await t.login(EMAIL, 'an imported password')).status).toBe(200);
    await expect.poll(async () => (await t.user(EMAIL))?.['passwordHash']).toMatch(/^\$argon2id\$/);
    expect((await t.login(EMAIL, 'an imported password')).status).toBe(200);
  });

  it('that would keep a core busy for minutes opens nothing', async () => {
    const passwords = t.app.get(PasswordsService);
    const costly = '$2b$31$KlNYcZ2KxwCWPNMWeP8rUOdRhKhmHqeAQWMgbHhN38XfAMNErvaeO';
    expect(await passwords.matches(costly, 'x')).toBe(false);
    expect(await passwords.matches('$2b$broken', 'x')).toBe(false);
  });
});

describe('the own profile', () => {
  it('is changed in part, and on record', async () => {
    const answer = await t.patch('/account/profile', { firstName: '  Zoë  Ann ', theme: 'dark' }, { bearer });
    expect(answer.body.data).toMatchObject({ firstName: 'Zoë Ann', lastName: 'Person', theme: 'dark', locale: null });
    const [record] = await audited(t, 'account.changed', EMAIL);
    expect(record?.['details']).toMatchObject({ change: 'profile_updated', fields: ['firstName', 'theme'] });
  });

  it.each([
    { role: 'super_admin' },
    { isPrimaryAdmin: true },
    { email: 'other@example.org' },
    { emailVerifiedAt: null },
    { passwordHash: 'x' },
    { permissions: ['users:delete'] },
    { mustChangePassword: false },
    { $set: { role: 'admin' } },
    { firstName: { $gt: '' } },
    { theme: 'neon' },
    { firstName: '\u202eevil' },
  ])('takes nothing but what a profile has: %j', async (body) => {
    const before = await t.user(EMAIL);
    const answer = await t.patch('/account/profile', body, { bearer });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(await t.user(EMAIL)).toEqual(before);
  });
});

describe('everything that is kept of a person', () => {
  it('can be taken out as JSON, without a secret and without anybody else', async () => {
    await t.addAccount('other@example.org');
    await t.enter('other@example.org');
    const answer = await t.get('/account/export', { bearer });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-disposition']).toMatch(/attachment; filename=/);
    const { data } = answer.body;
    expect(data.account).toMatchObject({ email: EMAIL, firstName: 'Test', role: 'user' });
    expect(data.sessions).toHaveLength(1);
    expect(data.signIns[0]).toMatchObject({ outcome: 'succeeded', method: 'password' });
    expect(data).toMatchObject({ identities: [], apiKeys: [], secondFactor: expect.anything() });
    const text = JSON.stringify(data);
    for (const secret of ['$argon2', 'passwordHash', 'Hash', 'other@example.org', 'secret":']) {
      expect(text).not.toContain(secret);
    }
    expect((await audited(t, 'account.changed', EMAIL))[0]?.['details']).toMatchObject({ change: 'exported' });
  });

  it('is for signed-in people only', async () => {
    expect((await t.get('/account/export')).status).toBe(401);
  });
});
