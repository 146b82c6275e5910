import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BlockedAddressesModule } from '../../security/blocked-addresses/blocked-addresses.module.js';
import { BruteForceModule } from '../../security/brute-force/brute-force.module.js';
import { SessionsModule } from '../../security/sessions/sessions.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { AttemptsModule } from '../attempts/attempts.module.js';
import { PatienceModule } from '../patience/patience.module.js';
import { RecorderModule } from '../recorder/recorder.module.js';
import { AttemptCountsService } from './attempt-counts.service.js';
import { AttemptMinuteRepository } from './attempt-minute.repository.js';
import { ATTEMPT_MINUTE_MODEL, attemptMinuteSchema } from './attempt-minute.schema.js';
import { DeskStateService } from './desk-state.service.js';
import { FigureBucketRepository } from './figure-bucket.repository.js';
import { FIGURE_BUCKET_MODEL, figureBucketSchema } from './figure-bucket.schema.js';
import { FigureRollupService } from './figure-rollup.service.js';
import { FiguresService } from './figures.service.js';
import { MetricsController } from './metrics.controller.js';
import { MinuteRollupService } from './minute-rollup.service.js';
import { SecurityMetricsService } from './security-metrics.service.js';
import { TimelineService } from './timeline.service.js';

/** The figures of the desk, from minutes that are added up once. */
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: ATTEMPT_MINUTE_MODEL, schema: attemptMinuteSchema },
      { name: FIGURE_BUCKET_MODEL, schema: figureBucketSchema },
    ]),
    AttemptsModule,
    PatienceModule,
    RecorderModule,
    BlockedAddressesModule,
    BruteForceModule,
    SessionsModule,
    IncidentsModule,
  ],
  controllers: [MetricsController],
  providers: [
    AttemptMinuteRepository,
    MinuteRollupService,
    AttemptCountsService,
    TimelineService,
    SecurityMetricsService,
    DeskStateService,
    FigureBucketRepository,
    FigureRollupService,
    FiguresService,
  ],
  exports: [SecurityMetricsService, FigureRollupService],
})
export class MetricsModule {}
