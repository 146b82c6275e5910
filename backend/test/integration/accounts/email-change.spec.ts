import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../support/app.js';
import { type AccountsApp, comparable, NEW_PASSWORD, PASSWORD, startAccountsApp } from './accounts-app.js';

let t: AccountsApp;
// new ones for each test: mails of the one before may still be on their way
let old: string;
let fresh: string;
let count = 0;

beforeAll(async () => {
  t = await startAccountsApp();
});
afterAll(async () => {
  await t.close();
});
beforeEach(async () => {
  await t.connection.collection('users').deleteMany({ isPrimaryAdmin: false });
  await t.connection.collection('email_budgets').deleteMany({});
  count += 1;
  old = `old${String(count)}@example.org`;
  fresh = `new${String(count)}@example.org`;
  await t.addAccount(old);
  t.mails.clear();
});

async function ask(bearer: string, email: string = fresh) {
  return await t.post('/account/email', { email }, { bearer });
}

async function change(): Promise<void> {
  expect((await ask(await t.enter(old))).status).toBe(202);
  const token = await t.mails.tokenFor(fresh, '/confirm-email');
  expect((await t.post('/auth/email/confirm', { token })).status).toBe(200);
}

describe('a new email', () => {
  it('holds from the moment in which the link in its mailbox is followed', async () => {
    await ask(await t.enter(old));
    const token = await t.mails.tokenFor(fresh, '/confirm-email');
    expect((await t.login(fresh)).status).toBe(401);
    await t.post('/auth/email/confirm', { token });
    expect((await t.login(fresh)).status).toBe(200);
    expect((await t.login(old)).status).toBe(401);
  });

  it('is told to both addresses; only the old one gets the way back', async () => {
    await change();
    expect((await t.mails.mailTo(old, /was changed/)).text).toContain(fresh);
    const toNew = await t.mails.mailTo(fresh, /was changed/);
    expect(toNew.text).not.toContain('/undo-email');
  });

  it('is refused where it is the one that the account has', async () => {
    const answer = await ask(await t.enter(old), ` ${old.toUpperCase()} `);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'VALIDATION_FAILED']);
  });

  it('is asked for with one answer, also where somebody else has it; its owner is told', async () => {
    await t.addAccount('taken@example.org');
    const bearer = await t.enter(old);
    const taken = await ask(bearer, 'taken@example.org');
    const free = await ask(bearer, 'free@example.org');
    expect(comparable(taken)).toEqual(comparable(free));
    const mail = await t.mails.mailTo('taken@example.org', /already have an account/);
    expect(mail.text).not.toContain('confirm-email');
  });

  it('goes to one of two who want it, also at the same moment', async () => {
    await t.addAccount('rival@example.org');
    const links = await Promise.all([
      t.link(old, 'change_email', { from: old, to: fresh }),
      t.link('rival@example.org', 'change_email', { from: 'rival@example.org', to: fresh }),
    ]);
    const answers = await Promise.all(links.map(async (token) => t.post('/auth/email/confirm', { token })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await t.connection.collection('users').countDocuments({ email: fresh })).toBe(1);
  });

  it('is not taken from a link that was used, replaced, or made for an email that the account has no more', async () => {
    const bearer = await t.enter(old);
    await ask(bearer, 'first@example.org');
    const first = await t.mails.tokenFor('first@example.org', '/confirm-email');
    await ask(bearer, fresh);
    const token = await t.mails.tokenFor(fresh, '/confirm-email');
    expect((await t.post('/auth/email/confirm', { token: first })).body.error.code).toBe('TOKEN_INVALID');
    const other = await t.link(old, 'change_email', { from: 'before@example.org', to: 'x@example.org' });
    expect((await t.post('/auth/email/confirm', { token: other })).body.error.code).toBe('TOKEN_INVALID');
    await t.post('/auth/email/confirm', { token });
    expect((await t.post('/auth/email/confirm', { token })).body.error.code).toBe('TOKEN_INVALID');
  });

  it('makes links void that were mailed to the old one', async () => {
    const reset = await t.link(old, 'reset_password');
    await change();
    const answer = await t.post('/auth/password/reset', { token: reset, password: NEW_PASSWORD });
    expect(answer.body.error.code).toBe('TOKEN_INVALID');
  });

  it('is only asked for by somebody who proved lately who they are', async () => {
    const bearer = await t.enter(old);
    await t.connection
      .collection('sessions')
      .updateMany({}, { $set: { verifiedAt: new Date(Date.now() - 3_600_000) } });
    await t.connection.collection('change_signals').updateMany({}, { $inc: { version: 1 } });
    await eventually('the session to be looked at again', async () => (await ask(bearer)).status === 403);
    expect((await ask(bearer)).body.error.code).toBe('STEP_UP_REQUIRED');
  });
});

describe('the way back to the old email', () => {
  it('restores it, ends every session and keeps out whoever knows the password', async () => {
    await change();
    const bearer = await t.enter(fresh);
    const token = await t.mails.tokenFor(old, '/undo-email');
    expect((await t.post('/auth/email/undo', { token })).status).toBe(200);
    expect((await t.get('/auth/me', { bearer })).body.error.code).toBe('SESSION_ENDED');
    for (const email of [old, fresh]) expect((await t.login(email, PASSWORD)).status).toBe(401);
    const reset = await t.mails.tokenFor(old, '/reset-password');
    await t.post('/auth/password/reset', { token: reset, password: NEW_PASSWORD });
    expect((await t.login(old, NEW_PASSWORD)).status).toBe(200);
  });

  it('works also after the email was changed once more, and only once', async () => {
    await change();
    const undo = await t.mails.tokenFor(old, '/undo-email');
    const again = await t.link(fresh, 'change_email', { from: fresh, to: 'third@example.org' });
    expect((await t.post('/auth/email/confirm', { token: again })).status).toBe(200);
    expect((await t.post('/auth/email/undo', { token: undo })).status).toBe(200);
    expect(await t.user(old)).not.toBeNull();
    expect((await t.post('/auth/email/undo', { token: undo })).body.error.code).toBe('TOKEN_INVALID');
  });

  it('is closed where somebody else has the old address by now', async () => {
    await change();
    const undo = await t.mails.tokenFor(old, '/undo-email');
    await t.addAccount(old);
    const answer = await t.post('/auth/email/undo', { token: undo });
    expect([answer.status, answer.body.error.code]).toEqual([409, 'CONFLICT']);
    expect(await t.user(fresh)).not.toBeNull();
  });

  it('is open also where a thief closed the account, or had it deleted, after changing the email', async () => {
    await change();
    const undo = await t.mails.tokenFor(old, '/undo-email');
    const bearer = await t.enter(fresh);
    await t.post('/account/delete', { email: fresh }, { bearer });
    await t.post('/account/deactivate', { email: fresh }, { bearer });
    expect((await t.post('/auth/email/undo', { token: undo })).status).toBe(200);
    expect(await t.user(old)).toMatchObject({ deleteAfter: null, isActive: false, passwordHash: null });
  });

  it('ends after seven days', async () => {
    await change();
    await t.mails.tokenFor(old, '/undo-email');
    const stored = await t.connection.collection('one_time_tokens').findOne({ purpose: 'undo_email_change' });
    const days = (stored?.['expiresAt'].getTime() - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThanOrEqual(7);
  });
});
