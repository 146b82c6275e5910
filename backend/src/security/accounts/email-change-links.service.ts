import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { invalidToken } from '../one-time-tokens/one-time-tokens.errors.js';
import { OwnAccountsService } from '../users/own-accounts.service.js';
import { AccountMailsService, addresseeOf } from './account-mails.service.js';
import { AccountTokensService, textOf } from './account-tokens.service.js';
import { PasswordReplacementService } from './password-replacement.service.js';

/** Makes changes of emails, and undoes them. */
@Injectable()
export class EmailChangeLinksService {
  constructor(
    private readonly own: OwnAccountsService,
    private readonly tokens: AccountTokensService,
    private readonly mails: AccountMailsService,
    private readonly replacement: PasswordReplacementService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the change. The old address is told, with a link that undoes it for seven days.
   * @throws AppError TOKEN_INVALID, CONFLICT where somebody else has the address by now
   */
  async confirm(token: string, origin: Origin): Promise<void> {
    const { account, data } = await this.tokens.consume(token, 'change_email');
    const [from, to] = [textOf(data, 'from'), textOf(data, 'to')];
    const changed = await this.own.changeEmail(account.id, from, to, this.clock.now());
    if (changed === null) throw invalidToken();
    await this.tokens.void(account.id, 'reset_password', 'verify_email');
    const undo = await this.tokens.issue(account.id, 'undo_email_change', { from, to });
    await this.mails.emailChanged({ ...addresseeOf(changed), email: from }, to, undo);
    const actor = { kind: 'user' as const, userId: changed.id, email: to };
    const facts = { oldEmail: from };
    await this.events.publish('account.changed', {
      change: 'email_changed',
      userId: changed.id,
      email: to,
      facts,
      actor,
      origin,
    });
  }

  /**
   * Gives the account its old address back, whatever it has become since, also where the account was closed meanwhile.
   * Everybody is out, and a new password must be set: who changed the address knew the old one.
   * @throws AppError TOKEN_INVALID, CONFLICT where the old address has an account of its own by now
   */
  async undo(token: string, origin: Origin): Promise<void> {
    const { account, data, issuedAt } = await this.tokens.consumeOfAny(token, 'undo_email_change');
    const restored = await this.own.changeEmail(account.id, account.email, textOf(data, 'from'), this.clock.now());
    if (restored === null) throw invalidToken();
    await this.replacement.takeAway(restored, 'email_change_undone', issuedAt, origin);
    // only an administrator opens it again, and then the owner asks for a link themselves
    if (!restored.isActive) return;
    const link = await this.tokens.issue(restored.id, 'reset_password', { email: restored.email });
    await this.mails.resetPassword(addresseeOf(restored), link);
  }
}
