import type { CurrentUser } from '@classy-book/contracts/auth';
import type { Avatar } from '@classy-book/contracts/avatars';
import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/events/event-bus.js';
import type { Caller, SessionCaller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { sessionEnded } from '../../security/sessions/sessions.errors.js';
import { AvatarLinksService } from '../../security/users/avatar-links.service.js';
import { AvatarsOfUsersService } from '../../security/users/avatars-of-users.service.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import { type Account, UsersService } from '../../security/users/users.service.js';
import { FilesPort } from '../file/files.port.js';

/** People's pictures: chosen and taken away by themselves. */
@Injectable()
export class AvatarsService {
  constructor(
    private readonly files: FilesPort,
    private readonly people: AvatarsOfUsersService,
    private readonly users: UsersService,
    private readonly directory: UserDirectoryService,
    private readonly links: AvatarLinksService,
    private readonly events: EventBus,
  ) {}

  /**
   * Makes an uploaded file the caller's picture. The one before it is deleted.
   * @returns the person as they are now
   * @throws AppError NOT_FOUND for a file that is gone, somebody else's, or no picture of a person
   */
  async choose(fileId: string, caller: SessionCaller): Promise<CurrentUser> {
    const { userId } = caller.principal;
    if (!(await this.isOwnPicture(fileId, userId))) throw noSuchPicture();
    const before = await this.replace(userId, fileId, caller);
    if (before === null) throw noSuchPicture();
    // deleted since it was looked at: then nobody else takes it away from the account
    if (!(await this.isOwnPicture(fileId, userId))) await this.people.forget(fileId);
    await this.tell(before, fileId, caller);
    return await this.describe(userId);
  }

  /** Takes the caller's picture away, where there is one. @returns the person as they are now */
  async clear(caller: SessionCaller): Promise<CurrentUser> {
    const { userId } = caller.principal;
    const before = await this.replace(userId, null, caller);
    if (before !== null) await this.tell(before, null, caller);
    return await this.describe(userId);
  }

  /** Gives somebody another picture, or none, and deletes the one they had. @returns the account as it was before */
  async replace(userId: string, fileId: string | null, caller: Caller): Promise<Account | null> {
    const before = await this.people.replace(userId, fileId);
    const old = before?.avatarFileId ?? null;
    if (old !== null && old !== fileId) await this.files.remove([old], caller);
    return before;
  }

  /** The pictures of people, for one reader; who has none, or is not there, is left out. */
  async list(ids: readonly string[], readerId: string): Promise<Avatar[]> {
    const found = await this.directory.findByIds(ids);
    return [...found].flatMap(([userId, account]) => {
      const url = this.links.of(account, readerId);
      return url === null ? [] : [{ userId, url }];
    });
  }

  private async isOwnPicture(fileId: string, userId: string): Promise<boolean> {
    const [file] = await this.files.find([fileId]);
    return file?.purpose === 'avatar' && file.ownerId === userId;
  }

  private async tell({ id, email, avatarFileId }: Account, fileId: string | null, caller: Caller): Promise<void> {
    if (avatarFileId === fileId) return;
    const { actor, origin } = caller;
    await this.events.publish('account.changed', {
      ...{ change: 'profile_updated', userId: id, email, facts: { fields: ['avatar'] } },
      ...{ before: { avatar: avatarFileId }, after: { avatar: fileId }, actor, origin },
    });
  }

  private async describe(userId: string): Promise<CurrentUser> {
    const account = await this.users.findById(userId);
    if (account === null) throw sessionEnded();
    return account.profile;
  }
}

function noSuchPicture(): AppError {
  return new AppError('NOT_FOUND', 'There is no such picture of yours. Upload it once more.');
}
