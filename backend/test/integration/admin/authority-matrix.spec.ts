import { mayActOn, type Permission, rolePermissions } from '@classy-book/contracts/permissions';
import { type UserAction, userActions } from '@classy-book/contracts/users';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, startApp, type TestApp } from '../../support/app.js';
import { addAsker, addRole, type Asker, signIn, storePeople } from './people.js';

const HELPDESK: readonly Permission[] = ['account:self', 'users:read', 'users:lock', 'sessions:revoke', 'users:update'];
const AUDITOR: readonly Permission[] = ['account:self', 'users:read', 'audit:read'];
const held: Readonly<Record<string, readonly Permission[]>> = {
  ...rolePermissions,
  helpdesk: HELPDESK,
  auditor: AUDITOR,
};
const ROLES = Object.keys(held);
const ASKS: Readonly<Record<UserAction, Permission>> = {
  update: 'users:update',
  lock: 'users:lock',
  unlock: 'users:lock',
  end_sessions: 'sessions:revoke',
  reset_factors: 'users:reset-factors',
  change_role: 'roles:assign',
  deactivate: 'users:update',
  activate: 'users:update',
  delete: 'users:delete',
};

let t: TestApp;
let primary: string;
const askers = new Map<string, Asker>();
let serial = 0;

beforeAll(async () => {
  t = await startApp();
  await addRole(t, 'helpdesk', HELPDESK);
  await addRole(t, 'auditor', AUDITOR);
  for (const role of ROLES) askers.set(role, await addAsker(t, `${role.replace('_', '-')}@desk.example`, role));
  primary = (await signIn(t, ADMIN.email)).id;
});
afterAll(async () => {
  await t.close();
});

const newTarget = async (role: string): Promise<string> => {
  serial += 1;
  const [id = ''] = await storePeople(t, [{ email: `target${String(serial)}@example.org`, role }]);
  return id;
};

function askerOf(role: string): Asker {
  const asker = askers.get(role);
  if (asker === undefined) throw new Error(`nobody is ${role}`);
  return asker;
}

/** Does one action, in the way that has the best chance: what makes it refuse is who asks and who is meant. */
async function act(asker: Asker, action: UserAction, id: string) {
  const reason = { reason: 'a test of the rules' };
  switch (action) {
    case 'update':
      return await asker.patch(`/users/${id}`, { firstName: 'Renamed' });
    case 'lock':
      return await asker.post(`/users/${id}/lock`, { ...reason, durationMinutes: 5 });
    case 'unlock':
      return await asker.post(`/users/${id}/unlock`, {});
    case 'end_sessions':
      return await asker.post(`/users/${id}/end-sessions`);
    case 'reset_factors':
      return await asker.post(`/users/${id}/reset-factors`, reason);
    case 'change_role':
      return await asker.post(`/users/${id}/role`, { role: 'instructor' });
    case 'deactivate':
      return await asker.post(`/users/${id}/deactivate`, reason);
    case 'activate':
      return await asker.post(`/users/${id}/activate`, reason);
    case 'delete':
      return await asker.delete(`/users/${id}`, reason);
  }
}

/** What stands in the way, as the answer's code; null where nothing does. */
function expected(asker: string, target: string, action: UserAction): string | null {
  if (held[asker]?.includes(ASKS[action]) !== true) return 'FORBIDDEN';
  return mayActOn(held[asker] ?? [], held[target] ?? []) ? null : 'PROTECTED_ACCOUNT';
}

describe('who may do what to whom', () => {
  it.each(ROLES)(
    'holds for somebody who is %s, over the API and in what their page offers',
    async (role) => {
      const asker = askerOf(role);
      for (const target of ROLES) {
        for (const action of userActions) {
          const id = await newTarget(target);
          if (action === 'unlock') {
            const lock = { $set: { lockedUntil: new Date(Date.now() + 60_000), lockReason: 'before' } };
            await t.connection.collection('users').updateOne({ email: `target${String(serial)}@example.org` }, lock);
          }
          const wanted = expected(role, target, action);
          const offer = await asker.get(`/users/${id}`);
          if (offer.status === 200 && action !== 'activate') {
            expect([role, action, target, offer.body.data.may.includes(action)]).toEqual([
              role,
              action,
              target,
              wanted === null,
            ]);
          }
          const answer = await act(asker, action, id);
          const code = answer.body.error?.code ?? null;
          expect([role, action, target, code]).toEqual([role, action, target, wanted]);
        }
      }
    },
    120_000,
  );

  it.each(userActions)('keeps everybody from a %s of themselves that would lock them out', async (action) => {
    const asker = await addAsker(t, `self-${action.replace('_', '-')}@desk.example`, 'super_admin');
    const answer = await act(asker, action, asker.id);
    const isHarmless = action === 'update' || action === 'unlock';
    const code = answer.body.error?.code ?? null;
    if (isHarmless) expect([null, 'ACCOUNT_NOT_FOUND']).toContain(code);
    else expect(code).toBe('PROTECTED_ACCOUNT');
    const { may } = (await asker.get(`/users/${asker.id}`)).body.data;
    expect(may).toEqual(['update', 'unlock']);
  });

  it('keeps everybody from the primary administrator, also those who hold every permission', async () => {
    const asker = askerOf('super_admin');
    for (const action of userActions) {
      const code = (await act(asker, action, primary)).body.error?.code ?? null;
      const isHarmless = action === 'update' || action === 'unlock';
      if (isHarmless) expect([null, 'ACCOUNT_NOT_FOUND']).toContain(code);
      else expect([action, code]).toEqual([action, 'PROTECTED_ACCOUNT']);
    }
    const stored = await t.connection.collection('users').findOne({ email: ADMIN.email });
    expect(stored).toMatchObject({ isActive: true, role: 'super_admin', lockedUntil: null });
  });

  it('is the same for the routes that name people by their email', async () => {
    const admin = askerOf('admin');
    await newTarget('super_admin');
    const email = `target${String(serial)}@example.org`;
    const lock = await admin.post('/accounts/lock', { email, reason: 'x', durationMinutes: 5 });
    expect(lock.body.error.code).toBe('PROTECTED_ACCOUNT');
    expect((await admin.post('/accounts/end-sessions', { email })).body.error.code).toBe('PROTECTED_ACCOUNT');
    const locked = { $set: { lockedUntil: new Date(Date.now() + 60_000) } };
    await t.connection.collection('users').updateOne({ email }, locked);
    expect((await admin.post('/accounts/unlock', { email })).body.error.code).toBe('PROTECTED_ACCOUNT');
  });

  it('lets nobody hand out a role that holds more than they do', async () => {
    const admin = askerOf('admin');
    for (const role of ROLES) {
      const answer = await admin.post(`/users/${await newTarget('user')}/role`, { role });
      const may = mayActOn(rolePermissions.admin, held[role] ?? []);
      expect([role, answer.body.error?.code ?? null]).toEqual([role, may ? null : 'FORBIDDEN']);
    }
  });

  it('puts on record what was refused', async () => {
    await newTarget('super_admin');
    const email = `target${String(serial)}@example.org`;
    await askerOf('admin').post('/accounts/end-sessions', { email });
    const record = await t.connection
      .collection('audit_logs')
      .findOne({ action: 'access.refused', resourceId: `end_sessions ${email}` });
    expect(record).toMatchObject({ actor: { name: 'admin@desk.example' }, details: { permission: 'sessions:revoke' } });
  });

  it('says that a person or a role is not there', async () => {
    const asker = askerOf('super_admin');
    const nobody = 'f'.repeat(24);
    for (const action of userActions) {
      expect((await act(asker, action, nobody)).body.error.code).toBe('ACCOUNT_NOT_FOUND');
    }
    expect((await asker.get(`/users/${nobody}`)).body.error.code).toBe('ACCOUNT_NOT_FOUND');
    const unknown = await asker.post(`/users/${await newTarget('user')}/role`, { role: 'emperor' });
    expect(unknown.body.error).toMatchObject({ code: 'VALIDATION_FAILED', details: [{ path: 'role' }] });
  });
});
