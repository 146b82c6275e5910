import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Origin } from '../../common/events/actor.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { OneTimeTokensService } from '../../security/one-time-tokens/one-time-tokens.service.js';
import { type Account, UsersService } from '../../security/users/users.service.js';
import { type EmailAllowance, EmailBudgetService } from '../email/email-budget.service.js';
import { type EmailData, EmailPort, type EmailTemplate, type SecurityNotice } from '../email/email.port.js';

/** The notices about security, and what each says besides when, from where and what to do. */
type NoticeTemplate = Extract<EmailTemplate, 'unfamiliar-sign-in' | 'account-locked' | 'security-change'>;
type NoticeContent<T extends NoticeTemplate> = Omit<EmailData[T], keyof SecurityNotice>;

const DISOWN_LIFE_MS = 7 * 86_400_000;

/** Writes to the owners of accounts, in the language of the account, at the address that it has now. */
@Injectable()
export class NoticeMailsService {
  constructor(
    private readonly users: UsersService,
    private readonly tokens: OneTimeTokensService,
    private readonly emails: EmailPort,
    private readonly budget: EmailBudgetService,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** A notice with a link that says "this was not me"; nothing where the account is gone. */
  async notify<T extends NoticeTemplate>(
    userId: string,
    template: T,
    content: NoticeContent<T>,
    { ipAddress }: Origin,
  ): Promise<void> {
    const account = await this.users.findById(userId);
    if (account === null) return;
    const { token } = await this.tokens.issue({
      purpose: 'disown_sign_in',
      subject: userId,
      lifetimeMs: DISOWN_LIFE_MS,
    });
    const notice: SecurityNotice = {
      firstName: account.profile.firstName,
      at: this.clock.now(),
      ipAddress,
      disownLink: `${this.config.server.publicUrl}/not-me#token=${token}`,
    };
    await this.write(account, template, { ...content, ...notice } as unknown as EmailData[T]);
  }

  /** The same for what strangers can cause: at most as many as are allowed. */
  async notifyWithin<T extends NoticeTemplate>(
    allowance: EmailAllowance,
    userId: string,
    template: T,
    content: NoticeContent<T>,
    origin: Origin,
  ): Promise<void> {
    if (await this.budget.allows(allowance, userId)) await this.notify(userId, template, content, origin);
  }

  /** Says until when a deletion can be cancelled. */
  async deletionRequested(userId: string, deleteAfter: Date): Promise<void> {
    const account = await this.users.findById(userId);
    if (account === null) return;
    const data = {
      firstName: account.profile.firstName,
      deleteAfter,
      cancelLink: `${this.config.server.publicUrl}/login`,
    };
    await this.write(account, 'deletion-requested', data);
  }

  private async write<T extends EmailTemplate>(account: Account, template: T, data: EmailData[T]): Promise<void> {
    await this.emails.send({ to: account.email, locale: account.profile.locale ?? 'en', template, data });
  }
}
