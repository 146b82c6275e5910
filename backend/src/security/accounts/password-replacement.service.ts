import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Actor, Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { invalidToken } from '../one-time-tokens/one-time-tokens.errors.js';
import { OwnAccountsService } from '../users/own-accounts.service.js';
import type { Account } from '../users/users.service.js';
import { AccountAccessService } from './account-access.service.js';
import { NewPasswordsService } from './new-passwords.service.js';
import { PlantedAccessService } from './planted-access.service.js';

// a thief who adds a passkey causes a notice of the addition, which comes after it
const SUSPECT_MS = 86_400_000;

/** What happens to an account when its password is replaced, or taken away, through a link that was mailed. */
@Injectable()
export class PasswordReplacementService {
  constructor(
    private readonly own: OwnAccountsService,
    private readonly passwords: NewPasswordsService,
    private readonly access: AccountAccessService,
    private readonly planted: PlantedAccessService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError WEAK_PASSWORD, also where it is the password that the account has */
  async check({ id, email, profile }: Account, password: string): Promise<void> {
    const { firstName, lastName } = profile;
    await this.passwords.check(password, { email, firstName, lastName }, await this.own.passwordHashOf(id));
  }

  /**
   * Sets a password that was checked. Only second factors stay as they are.
   * @param mailedTo where the link went: an account that has another email by now is none of its business
   * @throws AppError TOKEN_INVALID
   */
  async byLink(account: Account, mailedTo: string, password: string, origin: Origin): Promise<void> {
    const hash = await this.passwords.hash(password);
    const changed = await this.own.resetPassword(account.id, mailedTo, hash, this.clock.now());
    if (changed === null) throw invalidToken();
    const actor = actorOf(changed);
    await this.access.endAll(changed, actor, origin);
    await this.access.liftLocks(changed);
    await this.announce(changed, 'password_reset', actor, origin);
  }

  /**
   * Everybody is out, and whoever knows the password stays out: only a link that is mailed sets a new one. Passkeys, apps
   * and linked accounts that were added since a day before the notice go, all API keys too. A deletion that was asked for
   * is cancelled: it may not have been the owner who did.
   * @param noticedAt when the mail was made whose link says so
   */
  async takeAway(
    account: Account,
    reason: 'sign_in_disowned' | 'email_change_undone',
    noticedAt: Date,
    origin: Origin,
  ): Promise<void> {
    const actor = actorOf(account);
    await this.own.voidPassword(account.id, this.clock.now());
    await this.access.endAll(account, actor, origin);
    await this.planted.removeSince(account, new Date(noticedAt.getTime() - SUSPECT_MS), { actor, origin });
    const cancelled = await this.own.cancelDeletion(account.id, this.clock.now());
    if (cancelled !== null) await this.announce(account, 'deletion_cancelled', actor, origin);
    await this.announce(account, reason, actor, origin);
  }

  private async announce(
    { id, email }: Account,
    change: 'password_reset' | 'sign_in_disowned' | 'email_change_undone' | 'deletion_cancelled',
    actor: Actor,
    origin: Origin,
  ): Promise<void> {
    await this.events.publish('account.changed', { change, userId: id, email, facts: {}, actor, origin });
  }
}

function actorOf({ id, email }: Account): Actor {
  return { kind: 'user', userId: id, email };
}
