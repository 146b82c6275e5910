import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../support/app.js';
import { type AccountsApp, audited, comparable, NEW_PASSWORD, PASSWORD, startAccountsApp } from './accounts-app.js';

let t: AccountsApp;

beforeAll(async () => {
  t = await startAccountsApp();
  await t.addAccount('known@example.org');
});
afterAll(async () => {
  await t.close();
});
beforeEach(() => {
  t.mails.clear();
});

function person(email: string, more: object = {}): object {
  return { email, password: NEW_PASSWORD, firstName: 'Ada', lastName: 'Lovelace', ...more };
}

describe('registering', () => {
  it('leads through a mail to an account that can sign in', async () => {
    const answer = await t.post('/auth/register', person('Ada@Example.ORG'));
    expect(answer.status).toBe(202);
    const token = await t.mails.tokenFor('ada@example.org', '/verify-email');
    expect((await t.post('/auth/email/verify', { token })).status).toBe(200);
    const signedIn = await t.login('ada@example.org', NEW_PASSWORD);
    expect(signedIn.body.data.user).toMatchObject({
      email: 'ada@example.org',
      role: 'user',
      emailVerified: true,
      firstName: 'Ada',
    });
    expect(await audited(t, 'account.changed', 'ada@example.org')).toHaveLength(2);
  });

  it('makes no account before the link is followed, and says what is missing to whoever knows the password only', async () => {
    await t.post('/auth/register', person('early@example.org'));
    expect(await t.user('early@example.org')).toBeNull();
    const right = await t.login('early@example.org', NEW_PASSWORD);
    expect([right.status, right.body.error.code]).toEqual([403, 'EMAIL_UNVERIFIED']);
    const wrong = await t.login('early@example.org', 'something else');
    expect([wrong.status, wrong.body.error.code]).toEqual([401, 'INVALID_CREDENTIALS']);
    const attempt = await t.connection.collection('login_attempts').findOne({ failureReason: 'email_unverified' });
    expect(attempt?.['email']).toBe('early@example.org');
  });

  it('answers the same for an address that has an account, whose owner is told by mail', async () => {
    const unknown = await t.post('/auth/register', person('fresh@example.org'));
    const known = await t.post('/auth/register', person('known@example.org'));
    expect(comparable(known)).toEqual(comparable(unknown));
    const mail = await t.mails.mailTo('known@example.org', /already have an account/);
    expect(mail.text).not.toContain('#token=');
  });

  it('does not let the sign-in tell either which of two registrations met an account', async () => {
    await t.post('/auth/register', person('probe-unknown@example.org'));
    await t.post('/auth/register', person('known@example.org'));
    const unknown = await t.login('probe-unknown@example.org', NEW_PASSWORD);
    const known = await t.login('known@example.org', NEW_PASSWORD);
    expect(comparable(known)).toEqual(comparable(unknown));
    expect((await t.login('known@example.org', PASSWORD)).status).toBe(200);
  });

  it('does not help who guesses at an account: a registration of theirs clears no failures of it', async () => {
    await t.addAccount('target@example.org');
    await t.post('/auth/register', person('target@example.org', { password: 'my own trick password' }));
    for (let guess = 0; guess < 4; guess += 1) await t.login('target@example.org', `guess ${String(guess)}`);
    await t.login('target@example.org', 'my own trick password');
    const locked = await t.login('target@example.org', 'one more');
    expect(locked.body.error.code).toBe('ACCOUNT_LOCKED');
  });

  it('does not let a stranger void the link of the owner, or put their password into the account', async () => {
    await t.post('/auth/register', person('owner@example.org'));
    const own = await t.mails.tokenFor('owner@example.org', '/verify-email');
    await t.post('/auth/register', person('owner@example.org', { password: 'the password of a stranger' }));
    expect((await t.post('/auth/email/verify', { token: own })).status).toBe(200);
    expect((await t.login('owner@example.org', NEW_PASSWORD)).status).toBe(200);
    expect((await t.login('owner@example.org', 'the password of a stranger')).body.error.code).toBe(
      'INVALID_CREDENTIALS',
    );
  });

  it('stores neither the password nor the link in clear', async () => {
    await t.post('/auth/register', person('quiet@example.org', { password: 'a very secret sentence' }));
    const token = await t.mails.tokenFor('quiet@example.org', '/verify-email');
    const stored = JSON.stringify([
      await t.connection.collection('one_time_tokens').find().toArray(),
      await t.connection.collection('outgoing_emails').find().toArray(),
      await t.connection.collection('audit_logs').find().toArray(),
    ]);
    for (const secret of [token, 'a very secret sentence', '$argon2id']) expect(stored).not.toContain(secret);
  });

  it('sends at most five mails an hour to one mailbox', async () => {
    for (let count = 0; count < 8; count += 1) await t.post('/auth/register', person('flooded@example.org'));
    await t.post('/auth/register', person('after@example.org'));
    await t.mails.mailTo('after@example.org', /Verify/);
    expect(t.mails.arrived.filter(({ recipient }) => recipient === 'flooded@example.org')).toHaveLength(5);
  });

  it('greets nobody with a message of a stranger', async () => {
    await t.post('/auth/register', person('spam@example.org', { firstName: 'You won! evil.example/prize' }));
    const mail = await t.mails.mailTo('spam@example.org', /Verify/);
    expect(mail.text).not.toContain('evil.example');
    expect(mail.text).toContain('Hello,');
  });

  it('mails in Arabic whoever asks for it', async () => {
    await t.post('/auth/register', person('arabic@example.org', { locale: 'ar' }));
    const mail = await t.mails.mailTo('arabic@example.org', /أكّد/);
    expect(mail.html).toContain('dir="rtl"');
    const token = await t.mails.tokenFor('arabic@example.org', '/verify-email');
    await t.post('/auth/email/verify', { token });
    expect((await t.user('arabic@example.org'))?.['locale']).toBe('ar');
  });
});

describe('the link that verifies an address', () => {
  it('makes one account, also when fifty follow it at once', async () => {
    await t.post('/auth/register', person('fifty@example.org'));
    const token = await t.mails.tokenFor('fifty@example.org', '/verify-email');
    const answers = await Promise.all(Array.from({ length: 50 }, async () => t.post('/auth/email/verify', { token })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.error?.code === 'TOKEN_INVALID')).toHaveLength(49);
    expect(await t.connection.collection('users').countDocuments({ email: 'fifty@example.org' })).toBe(1);
  });

  it('works once, and not after its time', async () => {
    await t.post('/auth/register', person('late@example.org'));
    const token = await t.mails.tokenFor('late@example.org', '/verify-email');
    await t.connection
      .collection('one_time_tokens')
      .updateMany({ subject: 'late@example.org' }, { $set: { expiresAt: new Date(Date.now() - 1000) } });
    expect((await t.post('/auth/email/verify', { token })).body.error.code).toBe('TOKEN_INVALID');
    expect(await t.user('late@example.org')).toBeNull();
  });

  it('is sent again for whoever waits, and the answer does not tell who that is', async () => {
    await t.addAccount('verified@example.org');
    await t.post('/auth/register', person('again@example.org'));
    await t.mails.tokenFor('again@example.org', '/verify-email');
    t.mails.clear();
    const waiting = await t.post('/auth/email/resend', { email: 'again@example.org' });
    const nobody = await t.post('/auth/email/resend', { email: 'nobody@example.org' });
    const verified = await t.post('/auth/email/resend', { email: 'verified@example.org' });
    expect(comparable(nobody)).toEqual(comparable(waiting));
    expect(comparable(verified)).toEqual(comparable(waiting));
    const token = await t.mails.tokenFor('again@example.org', '/verify-email');
    expect((await t.post('/auth/email/verify', { token })).status).toBe(200);
    const others = ['nobody@example.org', 'verified@example.org'];
    expect(t.mails.arrived.filter(({ recipient }) => others.includes(recipient))).toEqual([]);
  });

  it('opens an account that was made without a verified address', async () => {
    await t.addAccount('unverified@example.org');
    await t.connection
      .collection('users')
      .updateOne({ email: 'unverified@example.org' }, { $set: { emailVerifiedAt: null } });
    expect((await t.login('unverified@example.org')).body.error.code).toBe('EMAIL_UNVERIFIED');
    await t.post('/auth/email/resend', { email: 'unverified@example.org' });
    const token = await t.mails.tokenFor('unverified@example.org', '/verify-email');
    expect((await t.post('/auth/email/verify', { token })).status).toBe(200);
    expect((await t.login('unverified@example.org')).status).toBe(200);
    expect((await t.post('/auth/email/verify', { token })).body.error.code).toBe('TOKEN_INVALID');
  });
});

describe('addresses that are the same', () => {
  it('cannot make two accounts, however they are written', async () => {
    const forms = ['One@Exämple.org', 'one@xn--exmple-cua.org', 'ｏｎｅ@exämple.org', ' ONE@EXÄMPLE.ORG '];
    for (const email of forms) await t.post('/auth/register', person(email));
    const arrived = () => t.mails.arrived.filter(({ recipient }) => recipient.startsWith('one@'));
    await eventually('the mails', () => arrived().length >= forms.length);
    const tokens = arrived().map(({ text = '' }) => /#token=([\w-]+)/.exec(text)?.[1] ?? '');
    const answers = await Promise.all(tokens.map(async (token) => t.post('/auth/email/verify', { token })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await t.connection.collection('users').countDocuments({ email: /^one@/ })).toBe(1);
  });
});

describe('what a stranger may not say when they register', () => {
  it.each([
    { role: 'super_admin' },
    { isPrimaryAdmin: true },
    { emailVerifiedAt: '2026-01-01T00:00:00Z' },
    { isActive: true },
    { _id: '000000000000000000000001' },
    { invitation: 'x' },
  ])('is %j', async (more) => {
    const answer = await t.post('/auth/register', person('sneaky@example.org', more));
    expect([answer.status, answer.body.error.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(await t.connection.collection('one_time_tokens').countDocuments({ subject: 'sneaky@example.org' })).toBe(0);
  });

  it.each([
    ['no address', { email: 'not-an-address' }],
    ['an operator instead of an address', { email: { $gt: '' } }],
    ['an operator instead of a password', { password: { $ne: null } }],
    ['a short password', { password: 'short' }],
    ['a password of 129 characters', { password: 'x y '.repeat(33) }],
    ['markup in a name', { firstName: '<img src=x>' }],
    ['a name of blanks', { firstName: '   ' }],
    ['a line break in a name', { lastName: 'A\r\nBcc: x@example.org' }],
    ['a language that is not offered', { locale: 'xx' }],
  ])('is %s', async (_what, more) => {
    const answer = await t.post('/auth/register', person('hostile@example.org', more));
    expect([answer.status, answer.body.error.code]).toEqual([400, 'VALIDATION_FAILED']);
  });

  it('is 100 kB of anything', async () => {
    const answer = await t.post('/auth/register', person('big@example.org', { firstName: 'x'.repeat(100_000) }));
    expect(answer.status).toBe(413);
  });
});

describe('where not everybody may register', () => {
  it.each(['invitation', 'closed'])(
    '(%s) registration is refused, for known and unknown addresses alike',
    async (mode) => {
      const other = await startAccountsApp({ REGISTRATION: mode });
      await other.addAccount('known@example.org');
      const unknown = await other.post('/auth/register', person('fresh@example.org'));
      const known = await other.post('/auth/register', person('known@example.org'));
      expect([unknown.status, unknown.body.error.code]).toEqual([403, 'REGISTRATION_CLOSED']);
      expect(comparable(known)).toEqual(comparable(unknown));
      expect((await other.get('/auth/options')).body.data).toEqual({
        registration: mode,
        passkeys: true,
        providers: [],
        devMailbox: false,
      });
      await other.close();
    },
  );
});
