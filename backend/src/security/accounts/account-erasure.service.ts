import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { type Actor, NO_ORIGIN } from '../../common/events/actor.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { OwnAccountsService } from '../users/own-accounts.service.js';
import { type StandingCheck, UserStandingService } from '../users/user-standing.service.js';
import type { Account } from '../users/users.service.js';
import { AccountMailsService, addresseeOf } from './account-mails.service.js';
import { BelongingsService } from './belongings.service.js';

const SYSTEM: Actor = { kind: 'system' };

/**
 * Deletes accounts with everything that belongs to them. The account is closed first and removed last, so that nobody
 * comes in meanwhile, and a process that dies in between leaves one that is still due: the next look at what is due goes
 * on with it.
 */
@Injectable()
export class AccountErasureService {
  constructor(
    private readonly own: OwnAccountsService,
    private readonly standing: UserStandingService,
    private readonly sessions: SessionsService,
    private readonly belongings: BelongingsService,
    private readonly mails: AccountMailsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Deletes an account at once, without the time in which its owner could have cancelled. The caller publishes it.
   * @param check refuses by throwing
   * @returns who it was
   * @throws AppError ACCOUNT_NOT_FOUND, LAST_SUPER_ADMIN, and what `check` throws
   */
  async eraseNow(id: string, check: StandingCheck): Promise<Account> {
    const account = await this.standing.leave(id, check, async (turn) => {
      await this.own.makeDue(id, this.clock.now(), turn);
    });
    await this.eraseDue(id);
    return account;
  }

  /** Deletes an account that is due; null where it is not, or where another process was quicker. */
  async eraseDue(id: string): Promise<Account | null> {
    const now = this.clock.now();
    if ((await this.own.closeDue(id, now)) === null) return null;
    await this.sessions.endAll(id, 'revoked', SYSTEM, NO_ORIGIN);
    await this.belongings.forget(id);
    const account = await this.own.removeDue(id, now);
    if (account !== null) await this.mails.accountDeleted(addresseeOf(account));
    return account;
  }
}
