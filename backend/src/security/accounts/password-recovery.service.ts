import { Injectable } from '@nestjs/common';
import type { EmailRequest, ResetPasswordRequest } from '@classy-book/contracts/account';
import { BackgroundWork } from '../../common/background/background-work.js';
import type { Actor, Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { type Account, UsersService } from '../users/users.service.js';
import { AccountMailsService, addresseeOf } from './account-mails.service.js';
import { AccountTokensService, textOf } from './account-tokens.service.js';
import { PasswordReplacementService } from './password-replacement.service.js';

/** Getting back in without the password. */
@Injectable()
export class PasswordRecoveryService {
  constructor(
    private readonly users: UsersService,
    private readonly tokens: AccountTokensService,
    private readonly replacement: PasswordReplacementService,
    private readonly mails: AccountMailsService,
    private readonly later: BackgroundWork,
    private readonly events: EventBus,
  ) {}

  /** Mails a link to set a new password, where there is an account; the answer does not tell. */
  async remind({ email, locale }: EmailRequest, origin: Origin): Promise<void> {
    const account = await this.users.findByEmail(email);
    this.later.run('the mail to set a new password', async () => {
      if (account?.isActive !== true || !(await this.mails.mayRemind(email))) return;
      await this.sendLink(account, locale);
      const actor: Actor = { kind: 'system' };
      const event = { change: 'password_reset_requested' as const, userId: account.id, email, facts: {} };
      await this.events.publish('account.changed', { ...event, actor, origin });
    });
  }

  /**
   * Sets a new password with a link. Every session ends, other links become void, locks that the rules made are lifted,
   * and second factors stay.
   * @throws AppError TOKEN_INVALID, WEAK_PASSWORD, which leaves the link as it is
   */
  async reset({ token, password }: ResetPasswordRequest, origin: Origin): Promise<void> {
    const { account } = await this.tokens.inspect(token, 'reset_password');
    await this.replacement.check(account, password);
    const { data } = await this.tokens.consume(token, 'reset_password');
    await this.replacement.byLink(account, textOf(data, 'email'), password, origin);
  }

  /**
   * "This was not me": ends every session, takes the password away, and with it the ways in that were added lately, so that
   * whoever came in stays outside. A link to set a new password is mailed to the owner.
   * @throws AppError TOKEN_INVALID
   */
  async disown(token: string, origin: Origin): Promise<void> {
    const { account, issuedAt } = await this.tokens.consume(token, 'disown_sign_in');
    await this.replacement.takeAway(account, 'sign_in_disowned', issuedAt, origin);
    if (account.hasPassword) await this.sendLink(account);
  }

  private async sendLink(account: Account, locale?: 'en' | 'ar'): Promise<void> {
    const link = await this.tokens.issue(account.id, 'reset_password', { email: account.email });
    await this.mails.resetPassword(addresseeOf(account, locale), link);
  }
}
