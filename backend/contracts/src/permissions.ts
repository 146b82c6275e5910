import * as z from 'zod';

/** Everything that a role or an API key can be allowed to do. */
export const permissions = [
  'account:self',
  'admin:access',
  'monitoring:read',
  'monitoring:block',
  'incidents:manage',
  'monitoring:configure',
  'users:read',
  'users:invite',
  'users:update',
  'users:lock',
  'users:reset-factors',
  'users:delete',
  'sessions:revoke',
  'roles:assign',
  'roles:manage',
  'audit:read',
  'courses:teach',
  'courses:manage',
  'files:manage',
] as const;
export const permissionSchema = z.enum(permissions);
export type Permission = z.infer<typeof permissionSchema>;

/** The built-in roles, from the least to the most powerful. */
export const roles = ['user', 'instructor', 'admin', 'super_admin'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** The key of a role, built-in or custom: lower case letters, digits and `_`, 2 to 40 characters. */
export const roleKeySchema = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, {
  error: 'must be 2 to 40 lower case letters, digits or _, starting with a letter',
});
export type RoleKey = z.infer<typeof roleKeySchema>;

/** What each built-in role may do. Each holds what the one before it holds. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  user: ['account:self'],
  instructor: ['account:self', 'courses:teach'],
  admin: [
    'account:self',
    'admin:access',
    'monitoring:read',
    'monitoring:block',
    'incidents:manage',
    'users:read',
    'users:invite',
    'users:update',
    'users:lock',
    'users:reset-factors',
    'sessions:revoke',
    'roles:assign',
    'courses:teach',
    'courses:manage',
    'files:manage',
  ],
  super_admin: permissions,
};

/** True where `role` is one of the built-in roles. */
export function isBuiltInRole(role: string): role is Role {
  return (roles as readonly string[]).includes(role);
}

/**
 * The hierarchy, for built-in and custom roles alike: somebody may act on a person, or hand out a role, only where they
 * hold every permission of it themselves.
 */
export function mayActOn(actor: readonly Permission[], target: readonly Permission[]): boolean {
  return target.every((permission) => actor.includes(permission));
}

/** Permissions that an API key can never carry: a key acts for a machine, never for the person's own account. */
export const personalPermissions: readonly Permission[] = ['account:self'];
