import { permissions } from '@classy-book/contracts/permissions';
import ar from '../../../../public/i18n/users/ar.json';
import en from '../../../../public/i18n/users/en.json';
import { permissionGroups, permissionKey } from './permission-groups';
import { statesAt } from './user-states';

describe('the groups of permissions', () => {
  it('hold every permission once', () => {
    const all = permissionGroups.flatMap((group) => group.permissions);
    expect(all.toSorted()).toEqual([...permissions].sort());
  });

  it.each([en, ar])('have words for every group and every permission', (texts) => {
    for (const { name } of permissionGroups) expect(texts.permissionGroup).toHaveProperty(name);
    for (const permission of permissions) {
      const key = permissionKey(permission).replace('users.permission.', '');
      expect(texts.permission, permission).toHaveProperty([key, 'name']);
      expect(texts.permission, permission).toHaveProperty([key, 'text']);
    }
  });
});

describe('the states of an account', () => {
  const end = '2026-11-20T10:00:00Z';
  const at = Date.parse(end);

  it('lose a lock whose end has passed', () => {
    expect(statesAt({ states: ['locked', 'unverified'], lockedUntil: end }, at - 1)).toEqual(['locked', 'unverified']);
    expect(statesAt({ states: ['locked', 'unverified'], lockedUntil: end }, at)).toEqual(['unverified']);
    expect(statesAt({ states: ['locked'], lockedUntil: end }, at)).toEqual(['active']);
  });

  it('stay as they are where there is no end', () => {
    expect(statesAt({ states: ['inactive'], lockedUntil: null }, at)).toEqual(['inactive']);
  });
});
