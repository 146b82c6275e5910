import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { DevMailboxModule } from '../dev-mailbox/dev-mailbox.module.js';
import { EmailPort } from './email.port.js';
import { EmailQueueService } from './email-queue.service.js';
import { EmailService } from './email.service.js';
import { MailTransport } from './mail-transport.js';
import { OutgoingEmailRepository } from './outgoing-email.repository.js';
import { OUTGOING_EMAIL_MODEL, outgoingEmailSchema } from './outgoing-email.schema.js';

@Module({
  imports: [DevMailboxModule, MongooseModule.forFeature([{ name: OUTGOING_EMAIL_MODEL, schema: outgoingEmailSchema }])],
  providers: [
    OutgoingEmailRepository,
    MailTransport,
    EmailQueueService,
    { provide: EmailPort, useClass: EmailService },
  ],
  exports: [EmailPort],
})
export class EmailModule {}
