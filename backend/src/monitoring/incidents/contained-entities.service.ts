import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { AccountLocksService } from '../../security/admin-management/account-locks.service.js';
import { ApiKeysService } from '../../security/api-keys/api-keys.service.js';
import { BlockedAddressesService } from '../../security/blocked-addresses/blocked-addresses.service.js';
import { SessionsService } from '../../security/sessions/sessions.service.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import type { EntityDocument } from './incident.schema.js';

/** Says what is in force against the entities of an incident now. */
@Injectable()
export class ContainedEntitiesService {
  constructor(
    private readonly addresses: BlockedAddressesService,
    private readonly directory: UserDirectoryService,
    private readonly locks: AccountLocksService,
    private readonly sessions: SessionsService,
    private readonly apiKeys: ApiKeysService,
    private readonly clock: Clock,
  ) {}

  /** For each of them: is the network blocked, the account locked, the session or the key at its end? */
  async of(entities: readonly EntityDocument[]): Promise<boolean[]> {
    const locked = await this.lockedAmong(entities);
    return await Promise.all(
      entities.map(async (entity) => {
        switch (entity.type) {
          case 'network':
            return entity.start !== null && this.addresses.around(entity.value).length > 0;
          case 'account':
            return locked.has(entity.value);
          case 'session':
            return isObjectId(entity.value) && (await this.sessions.findLiving(entity.value)) === null;
          case 'api_key':
            return await this.isKeyDead(entity);
        }
      }),
    );
  }

  private async lockedAmong(entities: readonly EntityDocument[]): Promise<ReadonlySet<string>> {
    const emails = entities.filter(({ type }) => type === 'account').map(({ value }) => value);
    if (emails.length === 0) return new Set();
    const [accounts, automatic] = await Promise.all([this.directory.findByEmails(emails), this.locks.listLocked()]);
    const now = this.clock.now();
    const byHand = accounts.filter(({ lockedUntil }) => lockedUntil !== null && lockedUntil > now);
    return new Set([...byHand, ...automatic].map(({ email }) => email));
  }

  private async isKeyDead({ value, userId }: EntityDocument): Promise<boolean> {
    if (userId === null) return false;
    const key = (await this.apiKeys.list(userId)).find(({ id }) => id === value);
    return key === undefined || key.revokedAt !== null || new Date(key.expiresAt) <= this.clock.now();
  }
}

function isObjectId(text: string): boolean {
  return /^[0-9a-f]{24}$/.test(text);
}
