import { Module } from '@nestjs/common';
import { AttemptsModule } from '../attempts/attempts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { RecorderModule } from '../recorder/recorder.module.js';
import { ReplayService } from './replay.service.js';

/** Reads the streams again, for consoles that missed something. */
@Module({
  imports: [AttemptsModule, AuditModule, RecorderModule],
  providers: [ReplayService],
  exports: [ReplayService],
})
export class ReplayModule {}
