import { Inject, Injectable } from '@nestjs/common';
import type { Deletion } from '@classy-book/contracts/account';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { SessionCaller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { OwnAccountsService } from '../users/own-accounts.service.js';
import { type StandingCheck, UserStandingService } from '../users/user-standing.service.js';
import type { Account } from '../users/users.service.js';
import { AccountAccessService } from './account-access.service.js';

const DAY_MS = 86_400_000;

/** Leaving: closing one's account, or having it deleted after a time in which one may change one's mind. */
@Injectable()
export class DepartureService {
  constructor(
    private readonly own: OwnAccountsService,
    private readonly standing: UserStandingService,
    private readonly access: AccountAccessService,
    private readonly events: EventBus,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * Closes the caller's account; an administrator can open it again.
   * @param typed the own email, so that nobody does it by chance
   * @throws AppError VALIDATION_FAILED, PROTECTED_ACCOUNT, LAST_SUPER_ADMIN
   */
  async deactivate(typed: string, caller: SessionCaller): Promise<void> {
    const account = await this.standing.deactivate(caller.principal.userId, mayLeave(typed));
    await this.announce(account, 'deactivated', caller, {});
    await this.access.endAll(account, caller.actor, caller.origin);
  }

  /**
   * Notes that the caller's account goes when the grace period is over. They may sign in until then, and cancel it.
   * @throws AppError VALIDATION_FAILED, PROTECTED_ACCOUNT, LAST_SUPER_ADMIN, CONFLICT where it was asked for already
   */
  async requestDeletion(typed: string, caller: SessionCaller): Promise<Deletion> {
    const deleteAfter = new Date(this.clock.now().getTime() + this.config.accounts.deletionGraceDays * DAY_MS);
    const account = await this.standing.leave(caller.principal.userId, mayLeave(typed), async (turn) => {
      const noted = await this.own.requestDeletion(caller.principal.userId, deleteAfter, turn);
      if (noted === null) throw new AppError('CONFLICT', 'The account is about to be deleted already.');
    });
    await this.announce(account, 'deletion_requested', caller, { deleteAfter: deleteAfter.toISOString() });
    return { deleteAfter: deleteAfter.toISOString() };
  }

  /** @throws AppError CONFLICT where there is nothing to cancel, or it is too late */
  async cancelDeletion(caller: SessionCaller): Promise<void> {
    const account = await this.own.cancelDeletion(caller.principal.userId, this.clock.now());
    if (account === null) throw new AppError('CONFLICT', 'The account is not about to be deleted.');
    await this.announce(account, 'deletion_cancelled', caller, {});
  }

  private async announce(
    { id: userId, email }: Account,
    change: 'deactivated' | 'deletion_requested' | 'deletion_cancelled',
    { actor, origin }: SessionCaller,
    facts: Readonly<Record<string, string>>,
  ): Promise<void> {
    await this.events.publish('account.changed', { change, userId, email, facts, actor, origin });
  }
}

function mayLeave(typed: string): StandingCheck {
  return (account) => {
    if (account.isPrimaryAdmin) {
      throw new AppError('PROTECTED_ACCOUNT', 'The primary administrator cannot leave.');
    }
    if (typed !== account.email) {
      const details = [{ path: 'email', message: 'is not the email of this account' }];
      throw new AppError('VALIDATION_FAILED', 'Type the email of this account to confirm.', { details });
    }
    return Promise.resolve();
  };
}
