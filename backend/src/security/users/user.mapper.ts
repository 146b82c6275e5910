import type { CurrentUser } from '@classy-book/contracts/auth';
import { rolePermissions } from '@classy-book/contracts/permissions';
import type { UserRecord } from './user.repository.js';

/** A user as their own client sees them. */
export function toCurrentUser(user: UserRecord): CurrentUser {
  return {
    id: user._id.toHexString(),
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
    role: user.role,
    permissions: [...rolePermissions[user.role]],
    locale: user.locale,
    theme: user.theme,
  };
}
