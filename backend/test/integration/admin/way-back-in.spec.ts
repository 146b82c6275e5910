import { mongo } from 'mongoose';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../../src/cli/commands.js';
import { LockoutService } from '../../../src/security/brute-force/lockout.service.js';
import { startApp, type TestApp } from '../../support/app.js';
import { addAsker, addPerson, addRole } from './people.js';

let t: TestApp;

beforeAll(async () => {
  t = await startApp();
});
afterAll(async () => {
  await t.close();
});

/** Runs a command of `npm run admin`; gives what it printed, or the refusal. */
async function admin(name: string, ...parameters: string[]): Promise<string> {
  const lines: string[] = [];
  try {
    const code = await commands.get(name)?.(t.app, parameters, (line) => lines.push(line));
    return [...lines, `exit ${String(code)}`].join('\n');
  } catch (error) {
    return `refused: ${(error as Error).message}`;
  }
}

describe('the way back in', () => {
  it('makes an account with a role of one’s own and a password to replace, and says which roles there are', async () => {
    await addRole(t, 'night_shift', ['account:self', 'admin:access', 'users:read']);
    const made = await admin('create', 'owl@example.org', 'night_shift');
    expect(made).toContain('Made owl@example.org (night_shift)');
    const password = /is: (\S+)/.exec(made)?.[1] ?? '';
    const { user } = await t.signIn('owl@example.org', password);
    expect([user.role, user.restriction, user.permissions]).toEqual([
      'night_shift',
      'change_password',
      ['account:self'],
    ]);
    const kept = await admin('create', 'script@example.org', 'night_shift', 'keep-password');
    const lasting = await t.signIn('script@example.org', /is: (\S+)/.exec(kept)?.[1] ?? '');
    expect(lasting.user.restriction).toBeNull();
    expect(await admin('create', 'other@example.org', 'emperor')).toBe(
      'refused: There is no such role. There are: user, instructor, admin, super_admin, night_shift.',
    );
    expect(await t.connection.collection('users').findOne({ email: 'other@example.org' })).toBeNull();
  });

  it('sets a password that is good for choosing another one, and for nothing else', async () => {
    const person = await addAsker(t, 'forgetful@example.org', 'admin');
    const password = /is: (\S+)/.exec(await admin('reset-password', 'forgetful@example.org'))?.[1] ?? '';
    expect((await person.get('/users')).body.error.code).toBe('SESSION_ENDED');
    const { accessToken, user } = await t.signIn('forgetful@example.org', password);
    expect(user.restriction).toBe('change_password');
    const call = (method: 'get' | 'post', path: string) =>
      supertest(t.url)[method](`/api/v1${path}`).set('Authorization', `Bearer ${accessToken}`);
    expect((await call('get', '/admin/users')).body.error.code).toBe('FORBIDDEN');
    const change = { currentPassword: password, newPassword: 'a tall lighthouse of paper' };
    expect((await call('post', '/account/password').send(change)).status).toBe(200);
    expect((await call('get', '/admin/users')).status).toBe(200);
  });

  it('lists the locks of every kind, of everybody and of one, and lifts them one by one', async () => {
    const email = 'locked@example.org';
    await addPerson(t, email);
    const lockout = t.app.get(LockoutService, { strict: false });
    for (let guess = 0; guess < 5; guess += 1) {
      await lockout.reserveForAccount({ email, deviceId: null });
      await lockout.reserveForSecondFactor(email);
    }
    const until = new Date(Date.now() + 60_000);
    await t.connection
      .collection('users')
      .updateOne({ email }, { $set: { lockedUntil: until, lockReason: 'by hand' } });
    expect(await admin('locks')).toMatch(/locked@example\.org {2}manual {2}until .* by hand\n[^]*Locked accounts: 2/);
    const own = await admin('locks', email);
    for (const kind of ['manual', 'account', 'second_factor']) expect(own).toContain(`${kind}  until `);
    expect(await admin('unlock', email, 'second_factor')).toContain('exit 0');
    expect(await admin('locks', email)).not.toContain('second_factor');
    expect(await admin('unlock', email, 'second_factor')).toContain('refused');
    expect(await admin('unlock', email, 'every')).toContain('refused: The kind of lock is manual, account');
    expect(await admin('unlock', email)).toContain('exit 0');
    expect(await admin('locks', email)).toBe(`No lock on ${email} is in force.\nexit 0`);
    expect(await admin('locks', 'nonsense')).toContain('refused');
  });

  it('takes second factors away, also those of the primary administrator, and ends the sessions', async () => {
    const person = await addAsker(t, 'lost@example.org', 'super_admin');
    const owner = { _id: new mongo.ObjectId(person.id) };
    await t.connection.collection('users').updateOne(owner, { $set: { secondFactorEnabled: true } });
    expect(await admin('reset-factors', person.email)).toContain('exit 0');
    expect(await t.connection.collection('users').findOne(owner)).toMatchObject({ secondFactorEnabled: false });
    expect((await person.get('/users')).body.error.code).toBe('SESSION_ENDED');
    const record = await t.connection.collection('audit_logs').findOne({ 'details.change': 'factors_reset' });
    expect(record).toMatchObject({ actor: { kind: 'cli' }, resourceId: person.email });
    expect(await admin('reset-factors', 'nobody@example.org')).toBe(
      'refused: There is no account for nobody@example.org.',
    );
    expect(await admin('reset-factors')).toContain('refused');
  });
});
