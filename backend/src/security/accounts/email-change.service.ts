import { Injectable } from '@nestjs/common';
import { BackgroundWork } from '../../common/background/background-work.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { SessionCaller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { UsersService } from '../users/users.service.js';
import { AccountMailsService, addresseeOf } from './account-mails.service.js';
import { AccountTokensService } from './account-tokens.service.js';

/** Changing one's email, which is made when a link in a mail to the new address is followed. */
@Injectable()
export class EmailChangeService {
  constructor(
    private readonly users: UsersService,
    private readonly tokens: AccountTokensService,
    private readonly mails: AccountMailsService,
    private readonly later: BackgroundWork,
    private readonly events: EventBus,
  ) {}

  /**
   * Mails a link to the new address. The answer does not tell whether somebody else has it; the mail to it does.
   * @throws AppError VALIDATION_FAILED where it is the address that the account has
   */
  async request(newEmail: string, { principal, actor, origin }: SessionCaller): Promise<void> {
    const account = await this.users.findById(principal.userId);
    if (account === null) throw new AppError('ACCOUNT_NOT_FOUND', 'This account is gone.');
    const { id, email, profile } = account;
    if (newEmail === email) {
      const details = [{ path: 'email', message: 'is the address that the account has' }];
      throw new AppError('VALIDATION_FAILED', 'This is your email address already.', { details });
    }
    const facts = { newEmail };
    await this.events.publish('account.changed', {
      change: 'email_change_requested',
      userId: id,
      email,
      facts,
      actor,
      origin,
    });
    const other = await this.users.findByEmail(newEmail);
    this.later.run('the mail to a new address', async () => {
      if (other === null) {
        const link = await this.tokens.issue(id, 'change_email', { from: email, to: newEmail }, true);
        const { firstName } = profile;
        await this.mails.confirmNewEmail({ email: newEmail, firstName, locale: profile.locale ?? 'en' }, link);
      } else await this.mails.alreadyRegistered(addresseeOf(other));
    });
  }
}
