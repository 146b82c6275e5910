import { Injectable } from '@nestjs/common';
import type { DevMail } from '@classy-book/contracts/account';
import { Clock } from '../../common/clock/clock.js';
import { DevMailRepository } from './dev-mail.repository.js';

/** A mail as it would have been sent. */
export interface KeptMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Keeps the mails of a local start that has no mail server: the last 200 of the last week. */
@Injectable()
export class DevMailboxService {
  constructor(
    private readonly mails: DevMailRepository,
    private readonly clock: Clock,
  ) {}

  async keep(mail: KeptMail): Promise<void> {
    await this.mails.insert({ ...mail, sentAt: this.clock.now() });
  }

  /** Newest first. */
  async list(): Promise<DevMail[]> {
    return (await this.mails.findAll()).map(({ _id, to, subject, text, html, sentAt }) => ({
      id: _id.toHexString(),
      to,
      subject,
      text,
      html,
      sentAt: sentAt.toISOString(),
    }));
  }
}
