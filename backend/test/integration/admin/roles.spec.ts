import { permissions } from '@classy-book/contracts/permissions';
import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.js';
import { addAsker, addPerson, addRole, type Asker, signIn } from './people.js';

let t: TestApp;
let top: Asker;
let serial = 0;

beforeAll(async () => {
  t = await startApp();
  top = await addAsker(t, 'top@desk.example', 'super_admin');
});
afterAll(async () => {
  await t.close();
});

const newKey = (): string => `role_${String((serial += 1))}`;
const codeOf = (answer: { body: { error?: { code: string } } }): string => answer.body.error?.code ?? 'done';

async function makeRole(granted: readonly string[]): Promise<string> {
  const key = newKey();
  await top.post('/roles', { key, title: `Role ${key}`, permissions: granted }).expect(201);
  return key;
}

describe('the roles of an installation', () => {
  it('are the built-in ones and its own, with how many people have them', async () => {
    const key = await makeRole(['account:self', 'users:read']);
    await addPerson(t, `${key}@example.org`, key);
    const { data } = (await top.get('/roles')).body;
    expect(data.slice(0, 4).map((role: { key: string }) => role.key)).toEqual([
      'user',
      'instructor',
      'admin',
      'super_admin',
    ]);
    expect(data.find((role: { key: string }) => role.key === key)).toEqual({
      key,
      title: `Role ${key}`,
      description: '',
      permissions: ['account:self', 'users:read'],
      builtIn: false,
      people: 1,
      assignable: true,
    });
  });

  it('carry in any case what everybody may do for themselves', async () => {
    const body = { key: newKey(), title: 'Watcher', permissions: ['monitoring:read'] };
    expect((await top.post('/roles', body)).body.data.permissions).toEqual(['account:self', 'monitoring:read']);
  });

  it('say which of them the caller may hand out', async () => {
    const admin = await addAsker(t, 'admin@desk.example', 'admin');
    const { data } = (await admin.get('/roles')).body;
    const assignable = new Map(data.map((role: { key: string; assignable: boolean }) => [role.key, role.assignable]));
    expect([assignable.get('user'), assignable.get('admin'), assignable.get('super_admin')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('have keys of their own: neither one that is taken, nor a built-in one, nor one that somebody still carries', async () => {
    const key = await makeRole(['account:self']);
    const body = { title: 'Again', permissions: ['account:self'] };
    expect(codeOf(await top.post('/roles', { key, ...body }))).toBe('CONFLICT');
    expect(codeOf(await top.post('/roles', { key: 'super_admin', ...body }))).toBe('CONFLICT');
    await addPerson(t, 'ghost@example.org', 'ghost_role');
    expect(codeOf(await top.post('/roles', { key: 'ghost_role', ...body }))).toBe('CONFLICT');
  });

  it('stay as they are where they are built in', async () => {
    const body = { title: 'Mine', permissions: ['account:self'] };
    expect(codeOf(await top.put('/roles/user', body))).toBe('CONFLICT');
    expect(codeOf(await top.delete('/roles/admin'))).toBe('CONFLICT');
    expect(codeOf(await top.put('/roles/nothing', body))).toBe('NOT_FOUND');
    expect(codeOf(await top.delete('/roles/nothing'))).toBe('NOT_FOUND');
  });

  it('are made once, however often the request comes at the same moment', async () => {
    const body = { key: newKey(), title: 'Once', permissions: ['account:self'] };
    const answers = await Promise.all(Array.from({ length: 8 }, async () => await top.post('/roles', body)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
  });

  it.each([
    ['no permission', { permissions: [] }],
    ['a permission that does not exist', { permissions: ['account:self', 'everything'] }],
    ['an operator for a permission', { permissions: [{ $ne: null }] }],
    ['a key that is none', { key: 'Super Admin' }],
    ['an operator for a key', { key: { $gt: '' } }],
    ['a title of control characters', { title: 'a\u0000b' }],
    ['a title without end', { title: 'a'.repeat(10_000) }],
    ['a field that does not exist', { builtIn: true }],
  ])('are refused with %s', async (_what, wrong) => {
    const answer = await top.post('/roles', { key: newKey(), title: 'Fine', permissions: ['account:self'], ...wrong });
    expect(codeOf(answer)).toBe('VALIDATION_FAILED');
  });
});

describe('whoever manages roles', () => {
  it('grants nothing that they lack, and edits nothing that holds more', async () => {
    const manages = ['account:self', 'users:read', 'roles:manage', 'roles:assign'] as const;
    await addRole(t, 'manager', manages);
    await addRole(t, 'above', ['account:self', 'users:delete']);
    const manager = await addAsker(t, 'manager@desk.example', 'manager');
    const own = { key: newKey(), title: 'Own', permissions: ['users:read'] };
    expect(codeOf(await manager.post('/roles', { ...own, permissions: ['users:read', 'users:delete'] }))).toBe(
      'FORBIDDEN',
    );
    expect(codeOf(await manager.post('/roles', own))).toBe('done');
    expect(codeOf(await manager.put(`/roles/${own.key}`, { title: 'x', permissions: ['audit:read'] }))).toBe(
      'FORBIDDEN',
    );
    const harmless = { title: 'x', permissions: ['account:self'] };
    expect(codeOf(await manager.put('/roles/above', harmless))).toBe('FORBIDDEN');
    expect(codeOf(await manager.delete('/roles/above'))).toBe('FORBIDDEN');
    expect(codeOf(await manager.put(`/roles/${own.key}`, harmless))).toBe('done');
  });

  it('does not change what they themselves may do, but may rename it', async () => {
    const permissionsOfMine = ['account:self', 'users:read', 'roles:manage'] as const;
    await addRole(t, 'selfish', permissionsOfMine);
    const person = await addAsker(t, 'selfish@desk.example', 'selfish');
    const less = { title: 'Less', permissions: ['account:self'] };
    expect(codeOf(await person.put('/roles/selfish', less))).toBe('CONFLICT');
    const renamed = { title: 'Keeper', permissions: [...permissionsOfMine] };
    expect(codeOf(await person.put('/roles/selfish', renamed))).toBe('done');
  });

  it('is asked for a fresh proof', async () => {
    const stale = await addAsker(t, 'stale@desk.example', 'super_admin');
    await t.connection
      .collection('sessions')
      .updateMany({ userId: new mongo.ObjectId(stale.id) }, { $set: { verifiedAt: new Date(0) } });
    const body = { title: 'x', permissions: ['account:self'] };
    const id = await addPerson(t, 'somebody@example.org');
    const answers = [
      await stale.post('/roles', { key: newKey(), ...body }),
      await stale.put('/roles/user', body),
      await stale.delete('/roles/user'),
      await stale.post(`/users/${id}/role`, { role: 'admin' }),
      await stale.post(`/users/${id}/reset-factors`, { reason: 'x' }),
      await stale.delete(`/users/${id}`, { reason: 'x' }),
      await stale.post('/users/bulk', { action: 'change_role', ids: [id], role: 'admin' }),
    ];
    expect(answers.map(codeOf)).toEqual(Array<string>(7).fill('STEP_UP_REQUIRED'));
  });
});

describe('a role that changes', () => {
  it('changes what its people may do with their next request', async () => {
    const key = await makeRole(['account:self', 'users:read']);
    const person = await addAsker(t, `${key}@example.org`, key);
    await person.get('/users').expect(200);
    await top.put(`/roles/${key}`, { title: 'Less', permissions: ['account:self'] }).expect(200);
    expect(codeOf(await person.get('/users'))).toBe('FORBIDDEN');
    await top.put(`/roles/${key}`, { title: 'More', permissions: ['account:self', 'users:read'] }).expect(200);
    await person.get('/users').expect(200);
  });

  it('ends the sessions of its people where it becomes a role of the console', async () => {
    const key = await makeRole(['account:self']);
    const person = await addAsker(t, `${key}@example.org`, key);
    const [before] = (await top.get(`/users/${person.id}/sessions`)).body.data;
    await top.put(`/roles/${key}`, { title: 'Console', permissions: ['account:self', 'admin:access'] }).expect(200);
    expect(codeOf(await person.get('/users'))).toBe('SESSION_ENDED');
    await signIn(t, person.email);
    const [after] = (await top.get(`/users/${person.id}/sessions`)).body.data;
    expect(Date.parse(after.expiresAt) - Date.now()).toBeLessThan(Date.parse(before.expiresAt) - Date.now());
  });

  it('stands in the audit log with what it holds', async () => {
    const key = await makeRole(['account:self', 'audit:read']);
    await top.delete(`/roles/${key}`).expect(200);
    const records = await t.connection
      .collection('audit_logs')
      .find({ resourceType: 'role', resourceId: key })
      .sort({ _id: 1 })
      .toArray();
    const permissions = ['account:self', 'audit:read'];
    expect(records.map((record) => record['details'] as object)).toMatchObject([
      { change: 'created', permissions, before: null, after: { permissions } },
      { change: 'deleted', permissions, before: { permissions }, after: null },
    ]);
  });
});

describe('a role that somebody has', () => {
  it('cannot be deleted, nor one that somebody is invited to', async () => {
    const key = await makeRole(['account:self']);
    const id = await addPerson(t, `${key}@example.org`, key);
    expect(codeOf(await top.delete(`/roles/${key}`))).toBe('ROLE_IN_USE');
    await top.post(`/users/${id}/role`, { role: 'user' }).expect(200);
    const invited = await top.post('/invitations', {
      email: `invited-${key.replace('_', '-')}@example.org`,
      role: key,
    });
    expect(codeOf(await top.delete(`/roles/${key}`))).toBe('ROLE_IN_USE');
    await top.delete(`/invitations/${String(invited.body.data.id)}`).expect(200);
    expect(codeOf(await top.delete(`/roles/${key}`))).toBe('done');
    expect(codeOf(await top.delete(`/roles/${key}`))).toBe('NOT_FOUND');
  });

  it('is never lost: of a deletion and an assignment at the same moment one is refused', async () => {
    for (let round = 0; round < 6; round += 1) {
      const key = await makeRole(['account:self']);
      const id = await addPerson(t, `${key}@example.org`);
      const [assigned, deleted] = await Promise.all([
        top.post(`/users/${id}/role`, { role: key }),
        top.delete(`/roles/${key}`),
      ]);
      const role = (await t.connection.collection('users').findOne({ email: `${key}@example.org` }))?.[
        'role'
      ] as string;
      const exists = (await t.connection.collection('roles').findOne({ _id: key as never })) !== null;
      expect([codeOf(assigned), codeOf(deleted)].filter((code) => code === 'done')).toHaveLength(1);
      expect([role, exists]).toEqual(codeOf(deleted) === 'done' ? ['user', false] : [key, true]);
    }
  });
});

describe('the number of roles', () => {
  it('is limited to a hundred', async () => {
    const now = new Date();
    const known = await t.connection.collection('roles').countDocuments();
    const more = Array.from({ length: 100 - known }, (_, place) => ({
      _id: `filler_${String(place)}` as never,
      title: 'Filler',
      description: '',
      permissions: [permissions[0]],
      createdAt: now,
      updatedAt: now,
    }));
    await t.connection.collection('roles').insertMany(more);
    const answer = await top.post('/roles', { key: newKey(), title: 'One more', permissions: ['account:self'] });
    expect(codeOf(answer)).toBe('LIMIT_REACHED');
  });
});
