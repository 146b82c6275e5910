import { Injectable } from '@nestjs/common';
import { Looker } from '../../common/background/looker.js';
import { Clock } from '../../common/clock/clock.js';
import { NO_ORIGIN } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { OwnAccountsService } from '../users/own-accounts.service.js';
import { AccountErasureService } from './account-erasure.service.js';

const EVERY_MS = 60_000;
const AT_ONCE = 20;

/** Deletes the accounts whose grace period is over, a few each minute; every process looks, each account is taken once. */
@Injectable()
export class AccountSweeperService extends Looker {
  constructor(
    private readonly own: OwnAccountsService,
    private readonly erasure: AccountErasureService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {
    super(EVERY_MS, 'could not look for accounts to delete; trying again in a minute');
  }

  /** Deletes what is due now. @returns how many accounts this process deleted */
  async sweep(): Promise<number> {
    let deleted = 0;
    for (const id of await this.own.findDue(this.clock.now(), AT_ONCE)) {
      if (await this.delete(id)) deleted += 1;
    }
    return deleted;
  }

  protected override async look(): Promise<void> {
    await this.sweep();
  }

  private async delete(id: string): Promise<boolean> {
    try {
      const account = await this.erasure.eraseDue(id);
      if (account === null) return false;
      await this.events.publish('account.changed', {
        change: 'deleted',
        userId: account.id,
        email: account.email,
        facts: {},
        actor: { kind: 'system' },
        origin: NO_ORIGIN,
      });
      return true;
    } catch (error) {
      this.logger.error({ err: error, userId: id }, 'an account that is due could not be deleted; trying again');
      return false;
    }
  }
}
