import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OneTimeTokensService } from '../../../src/security/one-time-tokens/one-time-tokens.service.js';
import { ADMIN } from '../../support/app.js';
import { type AccountsApp, NEW_PASSWORD, startAccountsApp } from './accounts-app.js';

let t: AccountsApp;
let count = 0;
let email: string;

beforeAll(async () => {
  t = await startAccountsApp({ REGISTRATION: 'invitation' });
});
afterAll(async () => {
  await t.close();
});
beforeEach(() => {
  count += 1;
  email = `guest${String(count)}@example.org`;
});

async function invite(role = 'instructor', inviter = ADMIN.email): Promise<string> {
  const data = { role, invitedBy: await t.idOf(inviter), invitedByName: 'Primary Administrator', locale: 'en' };
  const tokens = t.app.get(OneTimeTokensService, { strict: false });
  return (await tokens.issue({ purpose: 'invitation', subject: email, data, lifetimeMs: 60_000 })).token;
}

async function accept(token: string, more: object = {}) {
  const body = { token, password: NEW_PASSWORD, firstName: 'Grace', lastName: 'Hopper', ...more };
  return await t.post('/auth/invitations/accept', body);
}

describe('an invitation', () => {
  it('says what it is for, and makes a verified account with its role', async () => {
    const token = await invite();
    const preview = await t.post('/auth/invitations/inspect', { token });
    expect(preview.body.data).toMatchObject({ email, role: 'instructor', invitedBy: 'Primary Administrator' });
    expect((await accept(token)).status).toBe(201);
    const answer = await t.login(email, NEW_PASSWORD);
    expect(answer.body.data.user).toMatchObject({ email, role: 'instructor', emailVerified: true });
    expect((await accept(token)).body.error.code).toBe('TOKEN_INVALID');
  });

  it('makes one account, also when twenty accept it at once', async () => {
    const token = await invite();
    const answers = await Promise.all(Array.from({ length: 20 }, async () => accept(token)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await t.connection.collection('users').countDocuments({ email })).toBe(1);
  });

  it('lets nobody choose another address or another role', async () => {
    const token = await invite();
    for (const more of [{ email: 'x@example.org' }, { role: 'super_admin' }, { isPrimaryAdmin: true }]) {
      expect((await accept(token, more)).body.error.code).toBe('VALIDATION_FAILED');
    }
  });

  it('survives a weak password', async () => {
    const token = await invite();
    expect((await accept(token, { password: 'grace hopper' })).body.error.code).toBe('WEAK_PASSWORD');
    expect((await accept(token)).status).toBe(201);
  });

  it('is worth nothing when its role is gone', async () => {
    const token = await invite('was_deleted');
    expect((await accept(token)).body.error.code).toBe('TOKEN_INVALID');
    expect((await t.post('/auth/invitations/inspect', { token })).body.error.code).toBe('TOKEN_INVALID');
  });

  it('is worth nothing when who invited may not hand out its role any more, or was closed', async () => {
    await t.addAccount(`inviter${String(count)}@example.org`, 'admin');
    const inviter = `inviter${String(count)}@example.org`;
    const token = await invite('admin', inviter);
    await t.connection.collection('users').updateOne({ email: inviter }, { $set: { role: 'user' } });
    expect((await accept(token)).body.error.code).toBe('TOKEN_INVALID');
    await t.connection.collection('users').updateOne({ email: inviter }, { $set: { role: 'admin', isActive: false } });
    expect((await accept(await invite('admin', inviter))).body.error.code).toBe('TOKEN_INVALID');
  });

  it('of an address that has an account by now says so', async () => {
    const token = await invite();
    await t.addAccount(email);
    const answer = await accept(token);
    expect([answer.status, answer.body.error.code]).toEqual([409, 'CONFLICT']);
  });
});
