import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AuditFollowModule } from '../../monitoring/audit/audit-follow.module.js';
import { LogFoldRepository } from './log-fold.repository.js';
import { LOG_FOLD_MODEL, logFoldSchema } from './log-fold.schema.js';
import { LogFoldsService } from './log-folds.service.js';

/** Reading the audit log on and on. */
@Module({
  imports: [AuditFollowModule, MongooseModule.forFeature([{ name: LOG_FOLD_MODEL, schema: logFoldSchema }])],
  providers: [LogFoldRepository, LogFoldsService],
  exports: [LogFoldsService],
})
export class LogFoldsModule {}
