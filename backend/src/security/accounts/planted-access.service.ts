import { Injectable } from '@nestjs/common';
import type { Acting } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { ApiKeysService } from '../api-keys/api-keys.service.js';
import { OauthIdentitiesService } from '../oauth/oauth-identities.service.js';
import { SecondFactorsService } from '../two-factor/second-factors.service.js';
import type { Account } from '../users/users.service.js';

/**
 * Takes away the ways in that somebody else may have left behind in an account: a passkey, a linked account or an API key
 * would let them in again after the password has changed.
 */
@Injectable()
export class PlantedAccessService {
  constructor(
    private readonly factors: SecondFactorsService,
    private readonly identities: OauthIdentitiesService,
    private readonly apiKeys: ApiKeysService,
    private readonly events: EventBus,
  ) {}

  /**
   * Removes authenticators and identities that were added from `since` on, and revokes every API key: a key that was read
   * looks like one that was not. Each is told and recorded as if its owner had removed it.
   */
  async removeSince({ id, email }: Account, since: Date, by: Acting): Promise<void> {
    const owner = { userId: id, email };
    const { authenticators } = await this.factors.describe(id);
    for (const { id: added } of authenticators.filter(({ createdAt }) => new Date(createdAt) >= since)) {
      await this.factors.remove(owner, added, true, by);
    }
    const identities = (await this.identities.listFor(id)).filter(({ linkedAt }) => new Date(linkedAt) >= since);
    for (const { id: linked, provider } of identities) {
      if (!(await this.identities.expel(linked, id))) continue;
      await this.events.publish('identity.changed', { ...owner, change: 'unlinked', provider, ...by });
    }
    await this.apiKeys.revokeAll(owner, by);
  }
}
