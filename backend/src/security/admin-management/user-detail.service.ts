import { Injectable } from '@nestjs/common';
import type { UserDetail } from '@classy-book/contracts/users';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { OauthIdentitiesService } from '../oauth/oauth-identities.service.js';
import { SecondFactorsService } from '../two-factor/second-factors.service.js';
import { UserDirectoryService } from '../users/user-directory.service.js';
import { AccountLocksService } from './account-locks.service.js';
import { noSuchAccount } from './admin-management.errors.js';
import { actionsOn, provenActions } from './authority.js';
import { AuthorityService } from './authority.service.js';
import { UserListService } from './user-list.service.js';

/** One person with everything that administrators may know of them. */
@Injectable()
export class UserDetailService {
  constructor(
    private readonly directory: UserDirectoryService,
    private readonly list: UserListService,
    private readonly locks: AccountLocksService,
    private readonly factors: SecondFactorsService,
    private readonly identities: OauthIdentitiesService,
    private readonly authority: AuthorityService,
  ) {}

  /** @throws AppError ACCOUNT_NOT_FOUND */
  async describe(id: string, caller: Caller): Promise<UserDetail> {
    const entry = await this.directory.find(id);
    if (entry === null) throw noSuchAccount();
    const [items, locks, factors, identities] = await Promise.all([
      this.list.toItems([entry], caller.principal.userId),
      this.locks.locksOf(entry.email, entry),
      this.factors.describe(id),
      this.identities.listFor(id),
    ]);
    const [item] = items;
    if (item === undefined) throw noSuchAccount();
    const offered = actionsOn(this.authority.authorityOf(caller), entry);
    return {
      ...item,
      emailVerified: entry.emailVerified,
      hasPassword: entry.hasPassword,
      mustChangePassword: entry.mustChangePassword,
      lockReason: locks.find(({ kind }) => kind === 'manual')?.reason ?? null,
      passwordChangedAt: entry.passwordChangedAt?.toISOString() ?? null,
      deleteAfter: entry.deleteAfter?.toISOString() ?? null,
      locale: entry.profile.locale,
      permissions: [...entry.permissions],
      identities: identities.map(({ providerName, email, linkedAt }) => ({ provider: providerName, email, linkedAt })),
      authenticators: factors.authenticators,
      backupCodesLeft: factors.backupCodesLeft,
      locks,
      may: offered.filter((action) => caller.principal.kind === 'session' || !provenActions.includes(action)),
    };
  }
}
