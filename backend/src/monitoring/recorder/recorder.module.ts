import { Module } from '@nestjs/common';
import { AttemptsModule } from '../attempts/attempts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { RecorderService } from './recorder.service.js';
import { SystemRecordService } from './system-record.service.js';

/** Records the domain events; every process that publishes them needs it, the command line too. */
@Module({
  imports: [AuditModule, AttemptsModule],
  providers: [RecorderService, SystemRecordService],
  exports: [RecorderService, SystemRecordService],
})
export class RecorderModule {}
