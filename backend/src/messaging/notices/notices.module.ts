import { Module } from '@nestjs/common';
import { OneTimeTokensModule } from '../../security/one-time-tokens/one-time-tokens.module.js';
import { UsersModule } from '../../security/users/users.module.js';
import { EmailModule } from '../email/email.module.js';
import { NoticeMailsService } from './notice-mails.service.js';
import { NoticesService } from './notices.service.js';

@Module({
  imports: [EmailModule, OneTimeTokensModule, UsersModule],
  providers: [NoticeMailsService, NoticesService],
})
export class NoticesModule {}
