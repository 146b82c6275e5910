import type { CurrentUser } from '@classy-book/contracts/auth';
import type { Access } from '../permissions/access-policy.service.js';
import type { UserRecord } from './user.repository.js';

/** A user as their own client sees them. */
export function toCurrentUser(user: UserRecord, access: Access): CurrentUser {
  return {
    id: user._id.toHexString(),
    email: user.email,
    emailVerified: user.emailVerifiedAt !== null,
    firstName: user.firstName,
    lastName: user.lastName,
    role: user.role,
    permissions: [...access.permissions],
    restriction: access.restriction,
    // an account that was made before the field existed has one
    hasPassword: user.hasPassword !== false,
    secondFactor: {
      enabled: user.secondFactorEnabled === true,
      required: access.secondFactorRequired,
      advised: access.secondFactorAdvised,
    },
    deleteAfter: user.deleteAfter?.toISOString() ?? null,
    locale: user.locale,
    theme: user.theme,
  };
}
