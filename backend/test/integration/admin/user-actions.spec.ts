import { randomBytes } from 'node:crypto';
import type { BulkResult, UserDetail } from '@classy-book/contracts/users';
import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LockoutService } from '../../../src/security/brute-force/lockout.service.js';
import { startApp, type TestApp } from '../../support/app.js';
import { addAsker, addPerson, addRole, type Asker, signIn, storePeople } from './people.js';

const NOBODY = 'f'.repeat(24);

let t: TestApp;
let admin: Asker;
let top: Asker;
let serial = 0;

beforeAll(async () => {
  t = await startApp();
  admin = await addAsker(t, 'admin@desk.example', 'admin');
  top = await addAsker(t, 'top@desk.example', 'super_admin');
});
afterAll(async () => {
  await t.close();
});

const newEmail = (): string => `person${String((serial += 1))}@example.org`;
const codeOf = (answer: { body: { error?: { code: string } } }): string => answer.body.error?.code ?? 'done';
const detail = async (id: string): Promise<UserDetail> => (await admin.get(`/users/${id}`)).body.data as UserDetail;
const kindsOf = async (id: string): Promise<string[]> => (await detail(id)).locks.map(({ kind }) => kind).sort();
const recordsOf = async (id: string, action: string) =>
  await t.connection.collection('audit_logs').find({ action, 'details.userId': id }).sort({ _id: 1 }).toArray();

/** Puts an account under a lock of every kind. */
async function lockInEveryWay(email: string, id: string): Promise<void> {
  const lockout = t.app.get(LockoutService, { strict: false });
  for (let guess = 0; guess < 5; guess += 1) {
    await lockout.reserveForAccount({ email, deviceId: null });
    await lockout.reserveForAccount({ email, deviceId: 'known' });
    await lockout.reserveForSecondFactor(email);
  }
  await admin.post(`/users/${id}/lock`, { reason: 'somebody else has the phone', durationMinutes: 60 }).expect(200);
}

describe('the locks of an account', () => {
  it('are shown with kind, reason and end, and each is lifted on its own', async () => {
    const email = newEmail();
    const id = await addPerson(t, email);
    await lockInEveryWay(email, id);
    expect(await kindsOf(id)).toEqual(['account', 'device', 'manual', 'second_factor']);
    const { locks, lockReason, states } = await detail(id);
    expect([lockReason, states]).toEqual(['somebody else has the phone', ['locked']]);
    expect(locks.find(({ kind }) => kind === 'account')?.failures).toBe(5);
    for (const { lockedUntil } of locks) expect(Date.parse(lockedUntil)).toBeGreaterThan(Date.now());
    for (const kind of ['second_factor', 'device', 'manual', 'account']) {
      const answer = await admin.post(`/users/${id}/unlock`, { kind });
      expect(answer.body.data.locks.map((lock: { kind: string }) => lock.kind)).not.toContain(kind);
      expect(codeOf(await admin.post(`/users/${id}/unlock`, { kind }))).toBe('ACCOUNT_NOT_FOUND');
    }
    expect(await kindsOf(id)).toEqual([]);
    await signIn(t, email);
  });

  it('are lifted together where no kind is named', async () => {
    const email = newEmail();
    const id = await addPerson(t, email);
    await lockInEveryWay(email, id);
    await admin.post(`/users/${id}/unlock`, {}).expect(200);
    expect(await kindsOf(id)).toEqual([]);
    expect(await recordsOf(id, 'account.unlocked')).toHaveLength(1);
  });

  it('that an administrator sets ends the sessions, and shows who set it', async () => {
    const person = await addAsker(t, newEmail(), 'admin');
    const lock = { reason: 'a stolen laptop', durationMinutes: 30 };
    expect((await admin.post(`/users/${person.id}/lock`, lock)).body.data).toMatchObject({
      states: ['locked'],
      sessions: 0,
    });
    expect(codeOf(await person.get('/users'))).toBe('SESSION_ENDED');
    const [record] = await recordsOf(person.id, 'account.locked');
    expect(record).toMatchObject({ actor: { name: admin.email }, details: { source: 'manual', reason: lock.reason } });
  });

  it.each([[{ kind: 'every' }], [{ kind: { $ne: null } }], [{ kind: ['manual'] }], [{ kinds: 'manual' }], [[]]])(
    'are not lifted by %j',
    async (body) => {
      const id = await addPerson(t, newEmail());
      const answer = await admin.post(`/users/${id}/unlock`, body);
      expect(answer.status).toBe(400);
    },
  );
});

describe('the sessions of a person', () => {
  it('are listed and ended one by one', async () => {
    const email = newEmail();
    const first = await addAsker(t, email);
    await signIn(t, email);
    const sessions = (await admin.get(`/users/${first.id}/sessions`)).body.data as { id: string; ipAddress: string }[];
    expect(sessions).toHaveLength(2);
    expect(sessions.every(({ ipAddress }) => ipAddress.startsWith('192.0.2.'))).toBe(true);
    await admin.delete(`/users/${first.id}/sessions/${sessions[0]?.id ?? ''}`).expect(200);
    const left = (await admin.get(`/users/${first.id}/sessions`)).body.data as { id: string }[];
    expect(left.map(({ id }) => id)).toEqual([sessions[1]?.id]);
    const again = await admin.delete(`/users/${first.id}/sessions/${sessions[0]?.id ?? ''}`);
    expect(codeOf(again)).toBe('NOT_FOUND');
    expect((await admin.post(`/users/${first.id}/end-sessions`)).body.data).toEqual({ ended: 1 });
  });

  it('are not ended under the name of somebody else, whoever that is', async () => {
    const victim = await addAsker(t, newEmail(), 'super_admin');
    const accomplice = await addPerson(t, newEmail());
    const [session] = (await admin.get(`/users/${victim.id}/sessions`)).body.data as { id: string }[];
    const id = session?.id ?? '';
    // the session of a higher role, by way of an account that one may act on
    expect(codeOf(await admin.delete(`/users/${accomplice}/sessions/${id}`))).toBe('NOT_FOUND');
    expect(codeOf(await admin.delete(`/users/${victim.id}/sessions/${id}`))).toBe('PROTECTED_ACCOUNT');
    expect(codeOf(await admin.delete(`/users/${NOBODY}/sessions/${id}`))).toBe('ACCOUNT_NOT_FOUND');
    await victim.get('/users').expect(200);
  });

  it('are not told to somebody without the permission', async () => {
    const person = await addAsker(t, newEmail());
    expect(codeOf(await person.get(`/users/${admin.id}/sessions`))).toBe('FORBIDDEN');
    expect(codeOf(await person.get(`/users/${person.id}`))).toBe('FORBIDDEN');
  });
});

describe('the second factors of somebody who lost them', () => {
  it('are taken away with a reason, which ends the sessions and is on record', async () => {
    const person = await addAsker(t, newEmail(), 'admin');
    const userId = new mongo.ObjectId(person.id);
    await t.connection.collection('users').updateOne({ _id: userId }, { $set: { secondFactorEnabled: true } });
    await t.app.get(LockoutService, { strict: false }).reserveForSecondFactor(person.email);
    const answer = await admin.post(`/users/${person.id}/reset-factors`, { reason: 'the phone fell into the sea' });
    expect(answer.body.data).toMatchObject({
      secondFactor: false,
      authenticators: [],
      backupCodesLeft: 0,
      sessions: 0,
    });
    expect(codeOf(await person.get('/users'))).toBe('SESSION_ENDED');
    const records = await recordsOf(person.id, 'account.administered');
    expect(records.map(({ details }) => details as { change: string })).toMatchObject([
      { change: 'factors_reset', reason: 'the phone fell into the sea' },
    ]);
  });
});

describe('deleting somebody', () => {
  it('ends everything that was theirs, for good', async () => {
    const person = await addAsker(t, newEmail(), 'admin');
    await person.post('/invitations', { email: `guest-of-${person.email}`, role: 'user' }).expect(201);
    expect(codeOf(await top.delete(`/users/${person.id}`, {}))).toBe('VALIDATION_FAILED');
    await top.delete(`/users/${person.id}`, { reason: 'left the school' }).expect(200);
    expect(codeOf(await person.get('/users'))).toBe('SESSION_ENDED');
    expect(codeOf(await top.get(`/users/${person.id}`))).toBe('ACCOUNT_NOT_FOUND');
    expect(await t.connection.collection('users').findOne({ email: person.email })).toBeNull();
    const invitations = (await top.get('/invitations')).body.data as { email: string }[];
    expect(invitations.map(({ email }) => email)).not.toContain(`guest-of-${person.email}`);
    const [record] = await recordsOf(person.id, 'account.administered');
    expect(record).toMatchObject({
      actor: { name: top.email },
      details: { change: 'deleted', reason: 'left the school' },
    });
  });
});

describe('one action on many people', () => {
  it('is answered for each of them, in their order, and done to those it may be done to', async () => {
    const [one = '', other = ''] = await storePeople(t, [{ email: newEmail() }, { email: newEmail() }]);
    const ids = [one, top.id, NOBODY, other, admin.id, one];
    const lock = { action: 'lock', ids, reason: 'an attack', durationMinutes: 10 };
    const results = (await admin.post('/users/bulk', lock)).body.data as BulkResult[];
    expect(results.map(({ id, ok }) => [id, ok])).toEqual([
      [one, true],
      [top.id, false],
      [NOBODY, false],
      [other, true],
      [admin.id, false],
    ]);
    expect(results[1]).toMatchObject({ email: top.email, message: expect.stringContaining('protected') });
    expect(results[2]?.email).toBeNull();
    expect(await kindsOf(one)).toEqual(['manual']);
    const unlocked = (await admin.post('/users/bulk', { action: 'unlock', ids: [other, one] })).body
      .data as BulkResult[];
    expect(unlocked.map(({ ok }) => ok)).toEqual([true, true]);
  });

  it('changes roles and ends sessions, as far as the caller may', async () => {
    const person = await addAsker(t, newEmail());
    const peer = await addPerson(t, newEmail(), 'admin');
    const change = { action: 'change_role', ids: [person.id, peer, top.id], role: 'instructor' };
    const changed = (await admin.post('/users/bulk', change)).body.data as BulkResult[];
    expect(changed.map(({ ok }) => ok)).toEqual([true, true, false]);
    const tooMuch = { ...change, ids: [person.id], role: 'super_admin' };
    const [refused] = (await admin.post('/users/bulk', tooMuch)).body.data as BulkResult[];
    expect(refused).toMatchObject({ ok: false, message: expect.stringContaining('do not hold') });
    await signIn(t, person.email);
    const [ended] = (await admin.post('/users/bulk', { action: 'end_sessions', ids: [person.id] })).body
      .data as BulkResult[];
    expect(ended).toMatchObject({ ok: true, email: person.email, message: null });
    expect((await detail(person.id)).sessions).toBe(0);
  });

  it('is refused as a whole to somebody who may do it to nobody', async () => {
    await addRole(t, 'reader', ['account:self', 'users:read', 'sessions:revoke']);
    const reader = await addAsker(t, newEmail(), 'reader');
    expect(codeOf(await reader.post('/users/bulk', { action: 'unlock', ids: [admin.id] }))).toBe('FORBIDDEN');
  });

  it('takes a hundred people', async () => {
    const ids = await storePeople(
      t,
      Array.from({ length: 100 }, () => ({ email: newEmail() })),
    );
    const lock = { action: 'lock', ids, reason: 'everybody', durationMinutes: 1 };
    const results = (await admin.post('/users/bulk', lock)).body.data as BulkResult[];
    expect(results.filter(({ ok }) => ok)).toHaveLength(100);
  });

  it.each([
    ['nobody', { action: 'unlock', ids: [] }],
    ['a hundred and one people', { action: 'unlock', ids: Array.from({ length: 101 }, () => NOBODY) }],
    ['an operator', { action: 'unlock', ids: { $ne: null } }],
    ['ids that are none', { action: 'unlock', ids: ['all'] }],
    ['an action that is none', { action: 'delete', ids: [NOBODY] }],
    ['a lock without a reason', { action: 'lock', ids: [NOBODY], durationMinutes: 5 }],
    ['a field that does not exist', { action: 'unlock', ids: [NOBODY], force: true }],
  ])('is refused with %s', async (_what, body) => {
    expect(codeOf(await admin.post('/users/bulk', body))).toBe('VALIDATION_FAILED');
  });
});

describe('hostile input', () => {
  const WRONG: readonly unknown[] = [
    null,
    1,
    [],
    {},
    { $ne: null },
    'a\u0000b',
    '\u202Eevil',
    '<script>',
    '${7*7}',
    'x'.repeat(20_000),
  ];

  it.each(['firstName', 'lastName'])('for a %s is refused or stored as a text', async (field) => {
    const id = await addPerson(t, newEmail());
    for (const value of WRONG) {
      const answer = await admin.patch(`/users/${id}`, { [field]: value });
      expect(answer.status, JSON.stringify(value)).toBe(400);
    }
    const kept = await admin.patch(`/users/${id}`, { [field]: "Robert'); DROP TABLE users;--" });
    expect(kept.body.data[field]).toBe("Robert'); DROP TABLE users;--");
  });

  it('changes no field that is not offered', async () => {
    const id = await addPerson(t, newEmail());
    for (const field of ['role', 'isPrimaryAdmin', 'email', 'passwordHash', 'emailVerifiedAt', '_id', '$set']) {
      expect([field, codeOf(await admin.patch(`/users/${id}`, { [field]: 'super_admin' }))]).toEqual([
        field,
        'VALIDATION_FAILED',
      ]);
    }
    expect((await detail(id)).role).toBe('user');
  });

  it('for an id is refused before anything is looked for', async () => {
    for (const id of ['1', '..%2F..', '%24ne', 'F'.repeat(24), randomBytes(12).toString('base64url'), `${NOBODY}0`]) {
      expect([id, (await admin.get(`/users/${id}`)).status]).toEqual([id, 400]);
      expect([id, (await admin.post(`/users/${id}/lock`, { reason: 'x', durationMinutes: 1 })).status]).toEqual([
        id,
        400,
      ]);
    }
  });
});
