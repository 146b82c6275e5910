import { Module } from '@nestjs/common';
import { LogFoldsModule } from '../log-folds/log-folds.module.js';
import { AuthLogService } from './auth-log.service.js';
import { ForwardingController } from './forwarding.controller.js';
import { ForwardingService } from './forwarding.service.js';

/** Hands the audit log on to other systems, and failed sign-ins to fail2ban. */
@Module({
  imports: [LogFoldsModule],
  controllers: [ForwardingController],
  providers: [AuthLogService, ForwardingService],
})
export class ForwardingModule {}
