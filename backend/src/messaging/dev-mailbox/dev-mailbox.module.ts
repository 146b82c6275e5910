import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { DevMailRepository } from './dev-mail.repository.js';
import { DEV_MAIL_MODEL, devMailSchema } from './dev-mail.schema.js';
import { DevMailboxService } from './dev-mailbox.service.js';

/** Where mails are kept without a mail server; its route is a module of its own, which production does not have. */
@Module({
  imports: [MongooseModule.forFeature([{ name: DEV_MAIL_MODEL, schema: devMailSchema }])],
  providers: [DevMailRepository, DevMailboxService],
  exports: [DevMailboxService],
})
export class DevMailboxModule {}
