import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/events/event-bus.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AuthorityService } from '../../security/admin-management/authority.service.js';
import { AvatarsService } from './avatars.service.js';

/** What administrators do where a picture of somebody must not be seen. */
@Injectable()
export class AvatarModerationService {
  constructor(
    private readonly authority: AuthorityService,
    private readonly avatars: AvatarsService,
    private readonly events: EventBus,
  ) {}

  /**
   * Takes somebody's picture away, where there is one.
   * @throws AppError ACCOUNT_NOT_FOUND, FORBIDDEN, PROTECTED_ACCOUNT
   */
  async remove(userId: string, caller: Caller): Promise<void> {
    const { email, role } = await this.authority.target(userId, 'update', caller);
    const avatar = (await this.avatars.replace(userId, null, caller))?.avatarFileId ?? null;
    if (avatar === null) return;
    const { actor, origin } = caller;
    await this.events.publish('account.administered', {
      ...{ change: 'updated', userId, email, role, facts: { fields: ['avatar'] } },
      ...{ before: { avatar }, after: { avatar: null }, actor, origin },
    });
  }
}
