import { Inject, Injectable } from '@nestjs/common';
import type { Locale } from '@classy-book/contracts/account';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { EmailPort } from '../../messaging/email/email.port.js';

/** What an invitation says. */
export interface InvitationLetter {
  readonly to: string;
  readonly locale: Locale;
  readonly invitedBy: string;
  readonly roleTitle: string;
  readonly token: string;
  readonly expiresAt: Date;
}

/** Sends invitations. */
@Injectable()
export class InvitationMailService {
  constructor(
    private readonly email: EmailPort,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Puts the mail into the queue. The token stands behind `#`, so that no server on the way logs it. */
  async send({ to, locale, token, ...data }: InvitationLetter): Promise<void> {
    const link = `${this.config.server.publicUrl}/invitation#token=${token}`;
    await this.email.send({ to, locale, template: 'invitation', data: { ...data, link } });
  }
}
