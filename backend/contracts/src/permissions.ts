import * as z from 'zod';

/** Everything that a role or an API key can be allowed to do. */
export const permissions = [
  'account:self',
  'admin:access',
  'monitoring:read',
  'monitoring:block',
  'users:lock',
  'sessions:revoke',
  'audit:read',
] as const;
export const permissionSchema = z.enum(permissions);
export type Permission = z.infer<typeof permissionSchema>;

/** The built-in roles, from the least to the most powerful; nobody acts on a role above their own. */
export const roles = ['user', 'instructor', 'admin', 'super_admin'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** What each built-in role may do. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  user: ['account:self'],
  instructor: ['account:self'],
  admin: ['account:self', 'admin:access', 'monitoring:read', 'monitoring:block', 'users:lock', 'sessions:revoke'],
  super_admin: permissions,
};

/** True when `role` carries `permission`. */
export function roleHas(role: Role, permission: Permission): boolean {
  return rolePermissions[role].includes(permission);
}

/** The place of a role in the hierarchy: 0 is the lowest. */
export function roleRank(role: Role): number {
  return roles.indexOf(role);
}
