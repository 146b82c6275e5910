import { Module } from '@nestjs/common';
import { AttemptsModule } from './attempts/attempts.module.js';
import { AuditModule } from './audit/audit.module.js';
import { BlockingModule } from './blocking/blocking.module.js';
import { DetectionModule } from './detection/detection.module.js';
import { IncidentsModule } from './incidents/incidents.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { RecorderModule } from './recorder/recorder.module.js';
import { ReplayModule } from './replay/replay.module.js';

/** The desk: records what happens, proves the record, shows it. */
@Module({
  imports: [
    RecorderModule,
    AuditModule,
    AttemptsModule,
    MetricsModule,
    BlockingModule,
    IncidentsModule,
    DetectionModule,
    ReplayModule,
  ],
})
export class MonitoringModule {}
