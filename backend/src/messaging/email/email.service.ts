import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { DevMailboxService } from '../dev-mailbox/dev-mailbox.service.js';
import { EmailPort, type EmailMessage, type EmailTemplate } from './email.port.js';
import { EmailQueueService } from './email-queue.service.js';
import { renderEmail } from './templates/render.js';

/** Writes mails in the language of whom they are for, and puts them into the queue or into the local mailbox. */
@Injectable()
export class EmailService extends EmailPort {
  constructor(
    private readonly queue: EmailQueueService,
    private readonly mailbox: DevMailboxService,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    super();
  }

  override async send<T extends EmailTemplate>(message: EmailMessage<T>): Promise<void> {
    const email = renderEmail(message);
    if (this.config.mail.smtpUrl === null && !this.config.production) await this.mailbox.keep(email);
    else await this.queue.add(message.template, email);
  }
}
