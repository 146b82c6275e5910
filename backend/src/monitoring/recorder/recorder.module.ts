import { Module } from '@nestjs/common';
import { AttemptsModule } from '../attempts/attempts.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { RecorderService } from './recorder.service.js';

/** Records the domain events; every process that publishes them needs it, the command line too. */
@Module({ imports: [AuditModule, AttemptsModule], providers: [RecorderService], exports: [RecorderService] })
export class RecorderModule {}
