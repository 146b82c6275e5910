import { Injectable } from '@nestjs/common';
import { AccessPolicyService } from '../permissions/access-policy.service.js';
import type { Account } from './account.js';
import { AvatarLinksService } from './avatar-links.service.js';
import { toAccount } from './user.mapper.js';
import type { UserRecord } from './user.repository.js';

/** Makes accounts of what is stored: with what their role lets them do now, and the address of their picture. */
@Injectable()
export class AccountsOfUsers {
  constructor(
    private readonly policy: AccessPolicyService,
    private readonly avatars: AvatarLinksService,
  ) {}

  of(user: UserRecord): Account {
    const { avatarFileId = null } = user as Partial<UserRecord>;
    return toAccount(user, this.policy.accessOf(user), this.avatars.of({ avatarFileId }, user._id.toHexString()));
  }
}
