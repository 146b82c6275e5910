import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/bootstrap.js';
import { AccountSweeperService } from '../../../src/security/accounts/account-sweeper.service.js';
import { ADMIN } from '../../support/app.js';
import { type AccountsApp, audited, startAccountsApp } from './accounts-app.js';

let t: AccountsApp;
const EMAIL = 'leaver@example.org';

beforeAll(async () => {
  t = await startAccountsApp({ DELETION_GRACE_DAYS: '14' });
});
afterAll(async () => {
  await t.close();
});
beforeEach(async () => {
  await t.connection.collection('users').deleteMany({ isPrimaryAdmin: false });
  await t.connection.collection('audit_logs').deleteMany({});
  await t.addAccount(EMAIL);
  t.mails.clear();
});

function users() {
  return t.connection.collection('users');
}

async function makeDue(email = EMAIL): Promise<void> {
  await users().updateOne({ email }, { $set: { deleteAfter: new Date(Date.now() - 1_000) } });
}

describe('closing the own account', () => {
  it('ends every session, and a sign-in is refused like a wrong password', async () => {
    const bearer = await t.enter(EMAIL);
    expect((await t.post('/account/deactivate', { email: ` ${EMAIL.toUpperCase()} ` }, { bearer })).status).toBe(200);
    expect((await t.get('/auth/me', { bearer })).body.error.code).toBe('SESSION_ENDED');
    expect((await t.login(EMAIL)).body.error.code).toBe('INVALID_CREDENTIALS');
    expect((await t.login(EMAIL, 'wrong')).body.error.code).toBe('INVALID_CREDENTIALS');
  });

  it('cannot be undone with a link to set a new password', async () => {
    const bearer = await t.enter(EMAIL);
    const token = await t.link(EMAIL, 'reset_password');
    await t.post('/account/deactivate', { email: EMAIL }, { bearer });
    const answer = await t.post('/auth/password/reset', { token, password: 'a tall lighthouse of paper' });
    expect(answer.body.error.code).toBe('TOKEN_INVALID');
  });

  it('asks for the own email, typed out', async () => {
    const bearer = await t.enter(EMAIL);
    for (const path of ['/account/deactivate', '/account/delete']) {
      const answer = await t.post(path, { email: 'somebody@example.org' }, { bearer });
      expect([answer.status, answer.body.error.code]).toEqual([400, 'VALIDATION_FAILED']);
    }
    expect((await t.user(EMAIL))?.['isActive']).toBe(true);
  });
});

describe('who cannot leave', () => {
  it('is the primary administrator', async () => {
    const bearer = await t.enter(ADMIN.email, ADMIN.password);
    for (const path of ['/account/deactivate', '/account/delete']) {
      const answer = await t.post(path, { email: ADMIN.email }, { bearer });
      expect([answer.status, answer.body.error.code]).toEqual([409, 'PROTECTED_ACCOUNT']);
    }
  });

  it('is the last super administrator, also when the last two leave at once', async () => {
    await users().updateOne({ email: ADMIN.email }, { $set: { isActive: false } });
    const pair = ['one@example.org', 'two@example.org'];
    for (const email of pair) await t.addAccount(email, 'super_admin');
    const bearers = await Promise.all(pair.map(async (email) => t.enter(email)));
    const answers = await Promise.all(
      pair.map(async (email, index) => {
        const path = index === 0 ? '/account/deactivate' : '/account/delete';
        return await t.post(path, { email }, { bearer: bearers[index] ?? '' });
      }),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.error.code).toBe('LAST_SUPER_ADMIN');
    await users().updateOne({ email: ADMIN.email }, { $set: { isActive: true } });
  });
});

describe('having the own account deleted', () => {
  it('waits two weeks, in which the owner may sign in and cancel', async () => {
    const bearer = await t.enter(EMAIL);
    const answer = await t.post('/account/delete', { email: EMAIL }, { bearer });
    const days = (Date.parse(answer.body.data.deleteAfter) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(13.9);
    expect(days).toBeLessThanOrEqual(14);
    expect((await t.mails.mailTo(EMAIL, /will be deleted/)).text).toMatch(/sign in and cancel/);
    const again = await t.login(EMAIL);
    expect(again.body.data.user.deleteAfter).toBe(answer.body.data.deleteAfter);
    expect((await t.post('/account/delete', { email: EMAIL }, { bearer })).body.error.code).toBe('CONFLICT');
    expect((await t.post('/account/delete/cancel', {}, { bearer })).status).toBe(200);
    expect((await t.user(EMAIL))?.['deleteAfter']).toBeNull();
    expect((await t.post('/account/delete/cancel', {}, { bearer })).body.error.code).toBe('CONFLICT');
  });

  it('takes nobody before their time', async () => {
    const bearer = await t.enter(EMAIL);
    await t.post('/account/delete', { email: EMAIL }, { bearer });
    expect(await t.app.get(AccountSweeperService).sweep()).toBe(0);
    expect(await t.user(EMAIL)).not.toBeNull();
  });

  it('removes the account and what belongs to it, and says so in a last mail', async () => {
    const bearer = await t.enter(EMAIL);
    const id = await t.idOf(EMAIL);
    await t.link(EMAIL, 'disown_sign_in');
    await makeDue();
    expect(await t.app.get(AccountSweeperService).sweep()).toBe(1);
    expect(await t.user(EMAIL)).toBeNull();
    expect((await t.get('/auth/me', { bearer })).status).toBe(401);
    expect((await t.login(EMAIL)).body.error.code).toBe('INVALID_CREDENTIALS');
    expect(await t.connection.collection('one_time_tokens').countDocuments({ subject: id })).toBe(0);
    await t.mails.mailTo(EMAIL, /was deleted/);
    expect((await audited(t, 'account.changed', EMAIL))[0]?.['details']).toMatchObject({ change: 'deleted' });
  });

  it('goes on where a process died in the middle', async () => {
    await users().updateOne({ email: EMAIL }, { $set: { isActive: false } });
    await makeDue();
    expect(await t.app.get(AccountSweeperService).sweep()).toBe(1);
    expect(await t.user(EMAIL)).toBeNull();
  });

  it('cannot be cancelled any more when its time has come', async () => {
    const bearer = await t.enter(EMAIL);
    await makeDue();
    expect((await t.post('/account/delete/cancel', {}, { bearer })).body.error.code).toBe('CONFLICT');
  });

  it('never takes the primary administrator, whatever stands in the database', async () => {
    await makeDue(ADMIN.email);
    expect(await t.app.get(AccountSweeperService).sweep()).toBe(0);
    expect(await t.user(ADMIN.email)).toMatchObject({ isActive: true });
    await users().updateOne({ email: ADMIN.email }, { $set: { deleteAfter: null } });
  });
});

// last: passport keeps its strategies once for a whole process, so that after the second application nobody can sign in here
describe('a deletion that several processes find at the same moment', () => {
  it('happens once', async () => {
    const others = ['a', 'b', 'c', 'd'].map((name) => `${name}-leaver@example.org`);
    for (const email of others) await t.addAccount(email);
    for (const email of others) await makeDue(email);
    const second = await createApp(t.config);
    await second.init();
    const sweepers = [t.app, second].map((app) => app.get(AccountSweeperService));
    const counts = await Promise.all([...sweepers, ...sweepers].map(async (sweeper) => sweeper.sweep()));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
    for (const email of others) {
      expect(await audited(t, 'account.changed', email)).toHaveLength(1);
      await t.mails.mailTo(email, /was deleted/);
    }
    expect(t.mails.arrived.filter(({ recipient }) => others.includes(recipient))).toHaveLength(4);
    await second.close();
  });
});
