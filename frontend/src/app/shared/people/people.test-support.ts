import { permissions, rolePermissions, type Role } from '@classy-book/contracts/permissions';
import {
  userActions,
  type RoleView,
  type UserDetail,
  type UserListItem,
  type UserSession,
} from '@classy-book/contracts/users';
import { success } from '../../core/testing/app-testing';
import { idOf } from '../desk/attempts.test-support';

/** A learner with an account that is all right, with what a test cares about replaced. */
export function personOf(different: Partial<UserListItem> = {}): UserListItem {
  return {
    id: idOf(1),
    email: 'maya.haddad@example.org',
    firstName: 'Maya',
    lastName: 'Haddad',
    role: 'user',
    roleTitle: 'User',
    isPrimaryAdmin: false,
    states: ['active'],
    lockedUntil: null,
    secondFactor: false,
    sessions: 0,
    createdAt: '2026-10-01T09:00:00Z',
    lastSeenAt: null,
    avatarUrl: null,
    ...different,
  };
}

/** The same person with everything, and an administrator who may do everything to them. */
export function detailOf(different: Partial<UserDetail> = {}): UserDetail {
  return {
    ...personOf(),
    emailVerified: true,
    hasPassword: true,
    mustChangePassword: false,
    lockReason: null,
    passwordChangedAt: '2026-10-02T09:00:00Z',
    deleteAfter: null,
    locale: 'en',
    permissions: ['account:self'],
    identities: [],
    authenticators: [],
    backupCodesLeft: 0,
    locks: [],
    may: [...userActions],
    ...different,
  };
}

export function sessionOf(different: Partial<UserSession> = {}): UserSession {
  return {
    id: idOf(31),
    device: { label: 'Firefox 150 · Linux', browser: 'Firefox 150', os: 'Linux', kind: 'desktop' },
    ipAddress: '203.0.113.5',
    country: null,
    remembered: false,
    createdAt: '2026-11-20T08:00:00Z',
    lastUsedAt: '2026-11-20T09:00:00Z',
    expiresAt: '2026-11-27T09:00:00Z',
    ...different,
  };
}

/** The built-in roles, as somebody sees them who may hand out all of them, and a custom one. */
export function rolesOf(different: Partial<RoleView> = {}): readonly RoleView[] {
  const builtIn = (Object.keys(rolePermissions) as Role[]).map((key): RoleView => ({
    key,
    title: key,
    description: '',
    permissions: [...rolePermissions[key]],
    builtIn: true,
    people: 1,
    assignable: key !== 'super_admin',
  }));
  const custom: RoleView = {
    key: 'support_desk',
    title: 'Support desk',
    description: 'Answers calls.',
    permissions: permissions.filter((permission) => permission.startsWith('users:read')),
    builtIn: false,
    people: 0,
    assignable: true,
    ...different,
  };
  return [...builtIn, custom];
}

/** One page of a list, which is all of it. */
export function pageOf(data: readonly unknown[], nextCursor: string | null = null): object {
  return { ...success(data), pagination: { nextCursor, limit: 100 } };
}
