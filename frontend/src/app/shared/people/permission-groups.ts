import { permissions, type Permission } from '@classy-book/contracts/permissions';

/** Permissions that belong together, in the order in which they are shown. The name is a key below `users.permissionGroup`. */
export interface PermissionGroup {
  readonly name: string;
  readonly permissions: readonly Permission[];
}

const named: readonly PermissionGroup[] = [
  { name: 'account', permissions: ['account:self'] },
  {
    name: 'desk',
    permissions: [
      'admin:access',
      'monitoring:read',
      'monitoring:block',
      'incidents:manage',
      'monitoring:configure',
      'audit:read',
    ],
  },
  {
    name: 'people',
    permissions: [
      'users:read',
      'users:invite',
      'users:update',
      'users:lock',
      'sessions:revoke',
      'users:reset-factors',
      'users:delete',
    ],
  },
  { name: 'roles', permissions: ['roles:assign', 'roles:manage'] },
  { name: 'courses', permissions: ['courses:teach', 'courses:manage'] },
  { name: 'files', permissions: ['files:manage'] },
];

const listed = new Set(named.flatMap((group) => group.permissions));
const others = permissions.filter((permission) => !listed.has(permission));

/** Every permission stands in exactly one group; one that was added later and has none yet stands under `other`. */
export const permissionGroups: readonly PermissionGroup[] =
  others.length === 0 ? named : [...named, { name: 'other', permissions: others }];

/** The translation key of a permission's name and description: a colon would be taken for a part of the key. */
export function permissionKey(permission: Permission): string {
  return `users.permission.${permission.replace(':', '_')}`;
}
