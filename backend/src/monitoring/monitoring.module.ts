import { Module } from '@nestjs/common';
import { AttemptsModule } from './attempts/attempts.module.js';
import { AuditModule } from './audit/audit.module.js';
import { BlockingModule } from './blocking/blocking.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { RecorderModule } from './recorder/recorder.module.js';
import { ReplayModule } from './replay/replay.module.js';

/** The desk: records what happens, proves the record, shows it. */
@Module({ imports: [RecorderModule, AuditModule, AttemptsModule, MetricsModule, BlockingModule, ReplayModule] })
export class MonitoringModule {}
