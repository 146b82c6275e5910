import type { FileUsage, SetFileQuotaRequest } from '@classy-book/contracts/file-desk';
import { Injectable } from '@nestjs/common';
import { EventBus } from '../../../common/events/event-bus.js';
import type { Caller } from '../../../common/http/parameters.decorator.js';
import { AppError } from '../../../common/response/app-error.js';
import { type Account, UsersService } from '../../../security/users/users.service.js';
import { FileQuota } from '../lifecycle/file-quota.js';

const MB = 1024 * 1024;

/** How much people may store: looked at, and changed by administrators. */
@Injectable()
export class FileQuotasService {
  constructor(
    private readonly quota: FileQuota,
    private readonly users: UsersService,
    private readonly events: EventBus,
  ) {}

  async usageOf(userId: string): Promise<FileUsage> {
    return await this.quota.usageOf(userId);
  }

  /** @throws AppError NOT_FOUND for an account that does not exist */
  async of(userId: string): Promise<FileUsage> {
    await this.requireAccount(userId);
    return await this.quota.usageOf(userId);
  }

  /**
   * Sets how much somebody may store. Less than they have already deletes nothing: they can add nothing.
   * @throws AppError NOT_FOUND for an account that does not exist
   */
  async set(userId: string, { megabytes }: SetFileQuotaRequest, caller: Caller): Promise<FileUsage> {
    const { email } = await this.requireAccount(userId);
    const before = await this.quota.set(userId, megabytes === null ? null : megabytes * MB, caller.principal.userId);
    const was = before === null ? null : before / MB;
    if (was !== megabytes) {
      const { actor, origin } = caller;
      const change = { before: { megabytes: was }, after: { megabytes } };
      await this.events.publish('file-quota.changed', { userId, email, ...change, actor, origin });
    }
    return await this.quota.usageOf(userId);
  }

  private async requireAccount(userId: string): Promise<Account> {
    const account = await this.users.findById(userId);
    if (account === null) throw new AppError('NOT_FOUND', 'There is no such account.');
    return account;
  }
}
