import { permissions, type Permission, roles, rolePermissions } from '@classy-book/contracts/permissions';
import { userActions } from '@classy-book/contracts/users';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionPermissions, actionsOn, refusalOf } from './authority.js';

const some = fc.subarray([...permissions]);
const action = fc.constantFrom(...userActions);

describe('the rules of who may do what to whom', () => {
  it('let nobody act on somebody who holds what they lack, or without the permission for it', () => {
    fc.assert(
      fc.property(some, some, action, (mine, theirs, what) => {
        const refusal = refusalOf(
          what,
          { userId: 'a', permissions: mine },
          { id: 'b', permissions: theirs, isPrimaryAdmin: false },
        );
        const holdsAll = theirs.every((permission) => mine.includes(permission));
        const holdsThis = mine.includes(actionPermissions[what]);
        expect(refusal === null).toBe(holdsAll && holdsThis);
      }),
    );
  });

  it('give whoever holds more never fewer people to act on', () => {
    fc.assert(
      fc.property(some, some, some, action, (mine, more, theirs, what) => {
        const target = { id: 'b', permissions: theirs, isPrimaryAdmin: false };
        const grown = [...new Set<Permission>([...mine, ...more])];
        if (refusalOf(what, { userId: 'a', permissions: mine }, target) !== null) return;
        expect(refusalOf(what, { userId: 'a', permissions: grown }, target)).toBeNull();
      }),
    );
  });

  it('keep the built-in roles in their order', () => {
    for (const [mine, role] of roles.entries()) {
      for (const [theirs, other] of roles.entries()) {
        const caller = { userId: 'a', permissions: [...rolePermissions[role], 'users:lock' as const] };
        const target = { id: 'b', permissions: rolePermissions[other], isPrimaryAdmin: false };
        const isReached = mine >= theirs || rolePermissions[other].length <= rolePermissions[role].length;
        expect([role, other, refusalOf('lock', caller, target) === null]).toEqual([role, other, isReached]);
      }
    }
  });

  it('leave of oneself and of the primary administrator what can hurt neither', () => {
    const all = { userId: 'a', permissions };
    const oneself = { id: 'a', permissions, isPrimaryAdmin: false, isActive: true };
    expect(actionsOn(all, oneself)).toEqual(['update', 'unlock']);
    expect(actionsOn(all, { ...oneself, id: 'b', isPrimaryAdmin: true })).toEqual(['update', 'unlock']);
  });

  it('offer to close what is open and to open what is closed', () => {
    const all = { userId: 'a', permissions };
    const other = { id: 'b', permissions: [], isPrimaryAdmin: false };
    expect(actionsOn(all, { ...other, isActive: true })).toEqual(userActions.filter((one) => one !== 'activate'));
    expect(actionsOn(all, { ...other, isActive: false })).toEqual(userActions.filter((one) => one !== 'deactivate'));
  });
});
