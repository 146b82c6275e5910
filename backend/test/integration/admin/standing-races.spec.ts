import { mongo } from 'mongoose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.js';
import { addAsker, addPerson, type Asker, signIn } from './people.js';

let t: TestApp;
let serial = 0;

beforeAll(async () => {
  t = await startApp();
  // an installation that was taken over from elsewhere: nobody in it is untouchable
  await t.connection.collection('users').deleteMany({ isPrimaryAdmin: true });
});
afterEach(async () => {
  await t.connection.collection('users').deleteMany({});
});
afterAll(async () => {
  await t.close();
});

const newEmail = (): string => `person${String((serial += 1))}@example.org`;
const users = () => t.connection.collection('users');
const onTop = async (): Promise<number> => await users().countDocuments({ role: 'super_admin', isActive: true });
const codeOf = (answer: { body: { error?: { code: string } } }): string => answer.body.error?.code ?? 'done';

const ways: readonly (readonly [
  string,
  (asker: Asker, id: string) => Promise<{ body: { error?: { code: string } } }>,
])[] = [
  ['demote', async (asker, id) => await asker.post(`/users/${id}/role`, { role: 'user' })],
  ['close the account of', async (asker, id) => await asker.post(`/users/${id}/deactivate`, { reason: 'a race' })],
  ['delete', async (asker, id) => await asker.delete(`/users/${id}`, { reason: 'a race' })],
];

describe('the last super administrator', () => {
  it.each(ways)('is left when two %s each other at the same moment', async (_name, act) => {
    for (let round = 0; round < 5; round += 1) {
      await users().deleteMany({});
      const [one, other] = [await addAsker(t, newEmail(), 'super_admin'), await addAsker(t, newEmail(), 'super_admin')];
      await Promise.all([act(one, other.id), act(other, one.id)]);
      expect(await onTop()).toBe(1);
    }
  });

  it('is left when six of them remove one another in a circle, in all ways at once', async () => {
    const circle = await Promise.all(
      Array.from({ length: 6 }, async () => await addAsker(t, newEmail(), 'super_admin')),
    );
    await Promise.all(
      circle.map(async (asker, place) => {
        const next = circle[(place + 1) % circle.length];
        await ways[place % ways.length]?.[1](asker, next?.id ?? '');
      }),
    );
    expect(await onTop()).toBeGreaterThanOrEqual(1);
  });

  it('cannot be removed by somebody whose role holds as much under another name', async () => {
    const top = await addAsker(t, newEmail(), 'super_admin');
    const all = (await top.get('/roles')).body.data.find(
      (role: { key: string }) => role.key === 'super_admin',
    ).permissions;
    await top.post('/roles', { key: 'twin', title: 'Twin', permissions: all }).expect(201);
    const twin = await addAsker(t, newEmail(), 'twin');
    for (const [, act] of ways) expect(codeOf(await act(twin, top.id))).toBe('LAST_SUPER_ADMIN');
    // who is closed or about to go does not count as one who stays
    const leaving = newEmail();
    await addPerson(t, leaving, 'super_admin');
    await users().updateOne({ email: leaving }, { $set: { deleteAfter: new Date(Date.now() + 60_000) } });
    const demotion = { role: 'user' };
    expect(codeOf(await twin.post(`/users/${top.id}/role`, demotion))).toBe('LAST_SUPER_ADMIN');
    await addPerson(t, newEmail(), 'super_admin');
    expect(codeOf(await twin.post(`/users/${top.id}/role`, demotion))).toBe('done');
  });
});

describe('authority that is taken away', () => {
  it('is gone for everything that begins afterwards, however many requests there are', async () => {
    const top = await addAsker(t, newEmail(), 'super_admin');
    const rogue = await addAsker(t, newEmail(), 'super_admin');
    const friends = await Promise.all(Array.from({ length: 10 }, async () => await addPerson(t, newEmail())));
    const demotion = top.post(`/users/${rogue.id}/role`, { role: 'user' });
    const promotions = friends.map(async (id) => await rogue.post(`/users/${id}/role`, { role: 'super_admin' }));
    expect(codeOf(await demotion)).toBe('done');
    const after = await rogue.post(`/users/${friends[0] ?? ''}/role`, { role: 'admin' });
    expect(codeOf(after)).toBe('SESSION_ENDED');
    const answers = await Promise.all(promotions);
    const done = answers.filter((answer) => codeOf(answer) === 'done').length;
    // those that were answered are so, those that were refused are not
    expect(await users().countDocuments({ role: 'super_admin' })).toBe(1 + done);
  });

  it('ends the sessions of who got another role, at once', async () => {
    const top = await addAsker(t, newEmail(), 'super_admin');
    const person = await addAsker(t, newEmail(), 'admin');
    await person.get('/users').expect(200);
    const answer = await top.post(`/users/${person.id}/role`, { role: 'instructor' });
    expect(answer.body.data).toMatchObject({ role: 'instructor', sessions: 0 });
    expect(codeOf(await person.get('/users'))).toBe('SESSION_ENDED');
    const session = await t.connection.collection('sessions').findOne({ userId: new mongo.ObjectId(person.id) });
    expect(session?.['revokeReason']).toBe('role_changed');
    const again = await signIn(t, person.email);
    expect(codeOf(await again.get('/users'))).toBe('FORBIDDEN');
  });

  it('is told to the audit log with what was and what is', async () => {
    const top = await addAsker(t, newEmail(), 'super_admin');
    const id = await addPerson(t, newEmail());
    await top.post(`/users/${id}/role`, { role: 'instructor' }).expect(200);
    // the same role again is no change
    await top.post(`/users/${id}/role`, { role: 'instructor' }).expect(200);
    const records = await t.connection
      .collection('audit_logs')
      .find({ action: 'account.administered', 'details.userId': id, 'details.change': 'role_changed' })
      .toArray();
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ actor: { name: top.email }, details: { from: 'user', to: 'instructor' } });
  });

  it('keeps a closed account out until it is opened again', async () => {
    const top = await addAsker(t, newEmail(), 'super_admin');
    const person = await addAsker(t, newEmail(), 'admin');
    const closed = await top.post(`/users/${person.id}/deactivate`, { reason: 'on leave' });
    expect(closed.body.data).toMatchObject({ states: ['inactive'] });
    expect(closed.body.data.may).toContain('activate');
    expect(codeOf(await person.get('/users'))).toBe('SESSION_ENDED');
    await expect(signIn(t, person.email)).rejects.toThrow('sign-in failed');
    await top.post(`/users/${person.id}/activate`, { reason: 'back' }).expect(200);
    await (await signIn(t, person.email)).get('/users').expect(200);
  });
});
