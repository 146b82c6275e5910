import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { DevMailboxModule } from '../dev-mailbox/dev-mailbox.module.js';
import { EmailBudgetRepository } from './email-budget.repository.js';
import { EMAIL_BUDGET_MODEL, emailBudgetSchema } from './email-budget.schema.js';
import { EmailBudgetService } from './email-budget.service.js';
import { EmailPort } from './email.port.js';
import { EmailQueueService } from './email-queue.service.js';
import { EmailService } from './email.service.js';
import { MailTransport } from './mail-transport.js';
import { OutgoingEmailRepository } from './outgoing-email.repository.js';
import { OUTGOING_EMAIL_MODEL, outgoingEmailSchema } from './outgoing-email.schema.js';

@Module({
  imports: [
    DevMailboxModule,
    MongooseModule.forFeature([
      { name: OUTGOING_EMAIL_MODEL, schema: outgoingEmailSchema },
      { name: EMAIL_BUDGET_MODEL, schema: emailBudgetSchema },
    ]),
  ],
  providers: [
    EmailBudgetRepository,
    EmailBudgetService,
    OutgoingEmailRepository,
    MailTransport,
    EmailQueueService,
    { provide: EmailPort, useClass: EmailService },
  ],
  exports: [EmailBudgetService, EmailPort, EmailQueueService],
})
export class EmailModule {}
