import { mayActOn, type Permission } from '@classy-book/contracts/permissions';
import { userActions, type UserAction } from '@classy-book/contracts/users';

/** Who wants to do something. `permissions` is what they hold now. */
export interface Authority {
  readonly userId: string;
  readonly permissions: readonly Permission[];
}

/** Whom it would be done to. `permissions` is what their role carries. */
export interface Target {
  readonly id: string;
  readonly permissions: readonly Permission[];
  readonly isPrimaryAdmin: boolean;
}

/** Why something is refused: the caller may do it to nobody, or not to this person. */
export type Refusal = 'not_permitted' | 'protected';

/** What each action asks for. */
export const actionPermissions: Readonly<Record<UserAction, Permission>> = {
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

/** What asks for a fresh proof of who the caller is, and so for a person. */
export const provenActions: readonly UserAction[] = ['reset_factors', 'change_role', 'delete'];

// what cannot lock its doer out, nor take a rule of their own account away; the rest is for one's own account page
const ON_ONESELF: readonly UserAction[] = ['update', 'unlock'];
const ON_PRIMARY_ADMIN: readonly UserAction[] = ['update', 'unlock'];

/** Why `caller` may not do `action` to `target`; null where they may. */
export function refusalOf(action: UserAction, caller: Authority, target: Target): Refusal | null {
  if (!caller.permissions.includes(actionPermissions[action])) return 'not_permitted';
  if (caller.userId === target.id) return ON_ONESELF.includes(action) ? null : 'protected';
  if (target.isPrimaryAdmin && !ON_PRIMARY_ADMIN.includes(action)) return 'protected';
  return mayActOn(caller.permissions, target.permissions) ? null : 'protected';
}

/** Everything that `caller` may do to `target`, as it stands. */
export function actionsOn(caller: Authority, target: Target & { readonly isActive: boolean }): UserAction[] {
  const pointless: UserAction = target.isActive ? 'activate' : 'deactivate';
  return userActions.filter((action) => action !== pointless && refusalOf(action, caller, target) === null);
}
