import type { CurrentUser } from '@classy-book/contracts/auth';
import type { Permission, RoleKey } from '@classy-book/contracts/permissions';

/** An account as other features see it. `permissions` is what its role carries; `profile.permissions` what is left now. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly role: RoleKey;
  readonly permissions: readonly Permission[];
  readonly isPrimaryAdmin: boolean;
  readonly isActive: boolean;
  readonly lockedUntil: Date | null;
  readonly lockReason: string | null;
  readonly emailVerified: boolean;
  readonly hasPassword: boolean;
  readonly passwordChangedAt: Date | null;
  readonly secondFactorEnabled: boolean;
  readonly avatarFileId: string | null;
  readonly profile: CurrentUser;
}
