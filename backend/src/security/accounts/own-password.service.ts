import { Injectable } from '@nestjs/common';
import type { ChangePasswordRequest } from '@classy-book/contracts/account';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { SessionCaller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { sessionEnded } from '../sessions/sessions.errors.js';
import { OwnAccountsService } from '../users/own-accounts.service.js';
import { type Account, UsersService } from '../users/users.service.js';
import { AccountAccessService } from './account-access.service.js';
import { NewPasswordsService } from './new-passwords.service.js';

/** Changing one's own password while signed in. */
@Injectable()
export class OwnPasswordService {
  constructor(
    private readonly users: UsersService,
    private readonly own: OwnAccountsService,
    private readonly passwords: NewPasswordsService,
    private readonly access: AccountAccessService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Replaces the password, or sets the first one. Other sessions end, and links to reset it become void.
   * @throws AppError INVALID_CREDENTIALS, ACCOUNT_LOCKED after too many wrong ones, WEAK_PASSWORD, CONFLICT where it was
   *   changed at the same moment
   */
  async change({ currentPassword, newPassword }: ChangePasswordRequest, caller: SessionCaller): Promise<void> {
    const { principal, actor, origin } = caller;
    const account = await this.users.findById(principal.userId);
    if (account === null) throw sessionEnded();
    const current = await this.own.passwordHashOf(account.id);
    await this.requireCurrent(account, current, currentPassword);
    const { firstName, lastName } = account.profile;
    await this.passwords.check(newPassword, { email: account.email, firstName, lastName }, current);
    const hash = await this.passwords.hash(newPassword);
    const changed = await this.own.changePassword(account.id, current, hash, this.clock.now());
    if (changed === null) throw new AppError('CONFLICT', 'The password was changed at the same moment. Try again.');
    await this.access.endOthers(changed, principal.sessionId, actor, origin);
    const { id: userId, email } = changed;
    const facts = { first: current === null };
    await this.events.publish('account.changed', { change: 'password_changed', userId, email, facts, actor, origin });
  }

  private async requireCurrent(account: Account, hash: string | null, typed: string | null): Promise<void> {
    if (hash === null) return;
    if (typed !== null && (await this.access.provesPassword(account, hash, typed))) return;
    throw new AppError('INVALID_CREDENTIALS', 'The current password is not right.', {
      details: [{ path: 'currentPassword', message: 'is not right' }],
    });
  }
}
