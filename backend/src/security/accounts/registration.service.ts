import { Injectable } from '@nestjs/common';
import type { EmailRequest, RegisterRequest } from '@classy-book/contracts/account';
import { BackgroundWork } from '../../common/background/background-work.js';
import { PendingRegistrationsService } from '../registrations/pending-registrations.service.js';
import { UsersService } from '../users/users.service.js';
import { AccountMailsService, addresseeOf } from './account-mails.service.js';
import { AccountTokensService } from './account-tokens.service.js';
import { NewPasswordsService } from './new-passwords.service.js';

/**
 * Registering with an email and a password. The work before the answer, and the answer, are the same whether the email
 * has an account or not; a mail says what happened.
 */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly users: UsersService,
    private readonly registrations: PendingRegistrationsService,
    private readonly tokens: AccountTokensService,
    private readonly passwords: NewPasswordsService,
    private readonly mails: AccountMailsService,
    private readonly later: BackgroundWork,
  ) {}

  /**
   * Remembers a registration and mails its link; the account is made when the link is followed.
   * @throws AppError WEAK_PASSWORD
   */
  async register(request: RegisterRequest): Promise<void> {
    const { email, firstName, lastName, locale, password } = request;
    await this.passwords.check(password, request);
    const passwordHash = await this.passwords.hash(password);
    const link = await this.registrations.remember({ email, passwordHash, firstName, lastName, locale });
    const account = await this.users.findByEmail(email);
    this.later.run('the mail about a registration', async () => {
      if (account === null) await this.mails.verifyEmail({ email, firstName, locale }, link);
      else await this.mails.alreadyRegistered(addresseeOf(account, locale));
    });
  }

  /** Mails the link once more, where somebody waits for it. */
  async resend({ email, locale }: EmailRequest): Promise<void> {
    const account = await this.users.findByEmail(email);
    this.later.run('another mail about a registration', async () => {
      if (account === null) {
        const waiting = await this.registrations.newestOf(email);
        if (waiting !== null) await this.mails.verifyEmail(waiting, await this.registrations.remember(waiting));
      } else if (!account.emailVerified && account.isActive) {
        const link = await this.tokens.issue(account.id, 'verify_email', { email });
        await this.mails.verifyEmail(addresseeOf(account, locale), link);
      }
    });
  }
}
