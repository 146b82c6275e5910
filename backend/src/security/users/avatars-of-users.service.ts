import { Injectable } from '@nestjs/common';
import type { Account } from './account.js';
import { AccountsOfUsers } from './accounts-of-users.js';
import { AvatarRepository } from './avatar.repository.js';

/** Which file is whose picture. What may be one is for who keeps files to say. */
@Injectable()
export class AvatarsOfUsersService {
  constructor(
    private readonly avatars: AvatarRepository,
    private readonly views: AccountsOfUsers,
  ) {}

  /**
   * Gives somebody another picture, or none; of many at once each is told what it replaced.
   * @returns the account as it was before; null where it is gone
   */
  async replace(userId: string, fileId: string | null): Promise<Account | null> {
    const before = await this.avatars.replace(userId, fileId);
    return before === null ? null : this.views.of(before);
  }

  /** Takes a file away wherever it is a picture of somebody. */
  async forget(fileId: string): Promise<void> {
    await this.avatars.forget(fileId);
  }

  /** Whose pictures these files are, by file. */
  async ownersOf(fileIds: readonly string[]): Promise<ReadonlyMap<string, Account>> {
    const found = fileIds.length === 0 ? [] : await this.avatars.findByFiles(fileIds);
    return new Map(
      found.flatMap((user) => (user.avatarFileId === null ? [] : [[user.avatarFileId, this.views.of(user)] as const])),
    );
  }
}
