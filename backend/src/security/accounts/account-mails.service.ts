import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { type EmailAllowance, EmailBudgetService } from '../../messaging/email/email-budget.service.js';
import { EmailPort } from '../../messaging/email/email.port.js';
import type { IssuedToken } from '../one-time-tokens/one-time-tokens.service.js';
import type { Account } from '../users/users.service.js';

/** Whom a mail is for. */
export interface Addressee {
  readonly email: string;
  readonly firstName: string;
  readonly locale: 'en' | 'ar';
}

const HOUR_MS = 3_600_000;
// per mailbox; the links of the last ones still work when no more are sent, so nobody can keep an owner from getting one
const REGISTRATION_MAILS: EmailAllowance = { kind: 'registration', limit: 5, windowMs: HOUR_MS };
const RESET_MAILS: EmailAllowance = { kind: 'password-reset', limit: 5, windowMs: HOUR_MS };
const CHANGE_MAILS: EmailAllowance = { kind: 'email-change', limit: 5, windowMs: HOUR_MS };

/** The mails about accounts. Their tokens stand behind the # of a link, which reaches neither logs nor other sites. */
@Injectable()
export class AccountMailsService {
  constructor(
    private readonly emails: EmailPort,
    private readonly budget: EmailBudgetService,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** At most five an hour to one mailbox, together with those that say that there is an account already. */
  async verifyEmail(to: Addressee, { token, expiresAt }: IssuedToken): Promise<void> {
    if (!(await this.budget.allows(REGISTRATION_MAILS, to.email))) return;
    const data = { firstName: to.firstName, link: this.link('/verify-email', token), expiresAt };
    await this.emails.send({ to: to.email, locale: to.locale, template: 'verify-email', data });
  }

  async alreadyRegistered(to: Addressee): Promise<void> {
    if (!(await this.budget.allows(REGISTRATION_MAILS, to.email))) return;
    const data = { firstName: to.firstName, signInLink: this.page('/login'), resetLink: this.page('/forgot-password') };
    await this.emails.send({ to: to.email, locale: to.locale, template: 'already-registered', data });
  }

  /** True where a reset mail may go to this mailbox now: at most five an hour. */
  async mayRemind(email: string): Promise<boolean> {
    return await this.budget.allows(RESET_MAILS, email);
  }

  async resetPassword(to: Addressee, { token, expiresAt }: IssuedToken): Promise<void> {
    const data = { firstName: to.firstName, link: this.link('/reset-password', token), expiresAt };
    await this.emails.send({ to: to.email, locale: to.locale, template: 'reset-password', data });
  }

  async confirmNewEmail(to: Addressee, { token, expiresAt }: IssuedToken): Promise<void> {
    if (!(await this.budget.allows(CHANGE_MAILS, to.email))) return;
    const data = { firstName: to.firstName, link: this.link('/confirm-email', token), expiresAt };
    await this.emails.send({ to: to.email, locale: to.locale, template: 'confirm-new-email', data });
  }

  /** To the old address, with the way back. */
  async emailChanged(to: Addressee, newEmail: string, { token, expiresAt }: IssuedToken): Promise<void> {
    const data = { firstName: to.firstName, newEmail, undoLink: this.link('/undo-email', token), expiresAt };
    await this.emails.send({ to: to.email, locale: to.locale, template: 'email-changed', data });
  }

  async accountDeleted(to: Addressee): Promise<void> {
    await this.emails.send({
      to: to.email,
      locale: to.locale,
      template: 'account-deleted',
      data: { firstName: to.firstName },
    });
  }

  private link(path: string, token: string): string {
    return `${this.page(path)}#token=${token}`;
  }

  private page(path: string): string {
    return `${this.config.server.publicUrl}${path}`;
  }
}

/** The owner of an account, in the language of the account. */
export function addresseeOf({ email, profile }: Account, otherwise: 'en' | 'ar' = 'en'): Addressee {
  return { email, firstName: profile.firstName, locale: profile.locale ?? otherwise };
}
