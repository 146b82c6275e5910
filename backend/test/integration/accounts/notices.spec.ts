import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EventBus } from '../../../src/common/events/event-bus.js';
import { eventually } from '../../support/app.js';
import { type AccountsApp, startAccountsApp } from './accounts-app.js';

let t: AccountsApp;
let who: { readonly userId: string; readonly email: string };
let count = 0;
const ORIGIN = { ipAddress: '203.0.113.7', userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0', requestId: 'r' };

beforeAll(async () => {
  t = await startAccountsApp();
});
afterAll(async () => {
  await t.close();
});
beforeEach(async () => {
  count += 1;
  const email = `person${String(count)}@example.org`;
  await t.addAccount(email);
  who = { email, userId: await t.idOf(email) };
  t.mails.clear();
});

function bus(): EventBus {
  return t.app.get(EventBus);
}

function self() {
  return { ...who, actor: { kind: 'user' as const, ...who }, origin: ORIGIN };
}

async function mailsTo(email: string, least: number): Promise<string[]> {
  const find = () => t.mails.arrived.filter(({ recipient }) => recipient === email);
  await eventually(`${String(least)} mails`, () => find().length >= least);
  return find().map(({ subject = '' }) => subject);
}

describe('a notice', () => {
  it('of a sign-in from a new country names device, country and address, and can be disowned', async () => {
    const event = { ...self(), sessionId: '0'.repeat(24), newDevice: true, newCountry: true, country: 'IS' };
    await bus().publish('sign-in.unfamiliar', event);
    const mail = await t.mails.mailTo(who.email, /new country/);
    for (const fact of ['Iceland', 'Firefox', '203.0.113.7']) {
      expect(mail.text).toContain(fact);
      expect(mail.html).toContain(fact);
    }
    const token = await t.mails.tokenFor(who.email, '/not-me');
    expect((await t.post('/auth/disown', { token })).status).toBe(200);
    expect((await t.post('/auth/disown', { token })).body.error.code).toBe('TOKEN_INVALID');
  });

  it('is in the language of the account', async () => {
    await t.connection.collection('users').updateOne({ email: who.email }, { $set: { locale: 'ar' } });
    await bus().publish('identity.changed', { ...self(), change: 'linked', provider: 'google' });
    const mail = await t.mails.mailTo(who.email, /تم ربط/);
    expect(mail.html).toContain('dir="rtl"');
  });

  it('tells of factors, providers, keys and passwords', async () => {
    await bus().publish('second-factor.changed', { ...self(), change: 'totp_added', name: 'Phone' });
    await bus().publish('second-factor.changed', { ...self(), change: 'renamed', name: 'Phone' });
    await bus().publish('identity.changed', { ...self(), change: 'unlinked', provider: 'google' });
    const key = { keyId: '0'.repeat(24), name: 'CI', scopes: [] };
    await bus().publish('api-key.changed', { ...self(), ...key, change: 'created' });
    await bus().publish('api-key.changed', { ...self(), ...key, change: 'revoked' });
    await bus().publish('account.changed', { ...self(), change: 'profile_updated', facts: {} });
    await bus().publish('account.changed', { ...self(), change: 'password_changed', facts: {} });
    const subjects = await mailsTo(who.email, 4);
    expect(subjects.sort()).toEqual([
      'A way to sign in was unlinked',
      'An API key was made',
      'An authenticator app was added',
      'Your password was changed',
    ]);
  });

  it('of what an administrator did does not say where that administrator works from', async () => {
    const actor = { kind: 'user' as const, userId: 'f'.repeat(24), email: 'admin@example.org' };
    const event = { ...who, change: 'role_changed' as const, role: 'instructor', actor, origin: ORIGIN };
    await bus().publish('account.administered', event);
    const mail = await t.mails.mailTo(who.email, /role was changed/);
    expect(mail.text).not.toContain('203.0.113.7');
  });
});

describe('the notice of a lock', () => {
  it('comes when somebody guesses at the account, and once an hour however often they do', async () => {
    const lockedUntil = new Date(Date.now() + 900_000);
    const lock = { ...who, source: 'auto' as const, reason: 'x', lockedUntil, actor: { kind: 'system' as const } };
    for (let guess = 0; guess < 5; guess += 1) await t.login(who.email, `guess ${String(guess)}`);
    await t.mails.mailTo(who.email, /locked for a while/);
    for (let again = 0; again < 5; again += 1) await bus().publish('account.locked', { ...lock, origin: ORIGIN });
    await bus().publish('account.changed', { ...self(), change: 'password_changed', facts: {} });
    await t.mails.mailTo(who.email, /password was changed/);
    const subjects = await mailsTo(who.email, 2);
    expect(subjects.filter((subject) => subject.includes('locked'))).toHaveLength(1);
  });

  it('is sent to nobody where there is no account', async () => {
    for (let guess = 0; guess < 5; guess += 1) await t.login('nobody@example.org', `guess ${String(guess)}`);
    await bus().publish('account.changed', { ...self(), change: 'password_changed', facts: {} });
    await t.mails.mailTo(who.email, /password was changed/);
    expect(t.mails.arrived.filter(({ recipient }) => recipient === 'nobody@example.org')).toEqual([]);
  });

  it('that an administrator set cannot be disowned', async () => {
    const actor = { kind: 'user' as const, userId: 'f'.repeat(24), email: 'admin@example.org' };
    const lockedUntil = new Date(Date.now() + 900_000);
    const lock = { ...who, source: 'manual' as const, reason: 'x', lockedUntil, actor, origin: ORIGIN };
    await bus().publish('account.locked', lock);
    const mail = await t.mails.mailTo(who.email, /locked/);
    expect(mail.text).toContain('An administrator locked your account.');
    expect(mail.text).not.toContain('/not-me');
    expect(mail.text).not.toContain('203.0.113.7');
  });
});
