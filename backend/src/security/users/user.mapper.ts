import type { CurrentUser } from '@classy-book/contracts/auth';
import type { Access } from '../permissions/access-policy.service.js';
import type { Account } from './account.js';
import type { UserRecord } from './user.repository.js';

/** A user as their own client sees them. */
function toCurrentUser(user: UserRecord, access: Access, avatarUrl: string | null): CurrentUser {
  // an account that was made before the fields existed has a password and no second factor
  const { hasPassword = true, secondFactorEnabled = false } = user as Partial<UserRecord>;
  return {
    id: user._id.toHexString(),
    email: user.email,
    emailVerified: user.emailVerifiedAt !== null,
    firstName: user.firstName,
    lastName: user.lastName,
    role: user.role,
    permissions: [...access.permissions],
    restriction: access.restriction,
    hasPassword,
    secondFactor: {
      enabled: secondFactorEnabled,
      required: access.secondFactorRequired,
      advised: access.secondFactorAdvised,
    },
    deleteAfter: user.deleteAfter?.toISOString() ?? null,
    avatarUrl,
    locale: user.locale,
    theme: user.theme,
  };
}

/** A user as other features see them. `avatarUrl` is signed for themselves. */
export function toAccount(user: UserRecord, access: Access, avatarUrl: string | null): Account {
  const profile = toCurrentUser(user, access, avatarUrl);
  return {
    id: profile.id,
    email: user.email,
    role: user.role,
    permissions: access.full,
    isPrimaryAdmin: user.isPrimaryAdmin,
    isActive: user.isActive,
    lockedUntil: user.lockedUntil,
    lockReason: user.lockReason,
    emailVerified: profile.emailVerified,
    hasPassword: profile.hasPassword,
    passwordChangedAt: user.passwordChangedAt,
    secondFactorEnabled: profile.secondFactor.enabled,
    avatarFileId: (user as Partial<UserRecord>).avatarFileId ?? null,
    profile,
  };
}
