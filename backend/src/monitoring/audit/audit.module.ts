import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { UsersModule } from '../../security/users/users.module.js';
import { PatienceModule } from '../patience/patience.module.js';
import { ActivityController } from './activity.controller.js';
import { ActivityRepository } from './activity.repository.js';
import { ActivityService } from './activity.service.js';
import { AuditExportService } from './audit-export.service.js';
import { AuditLogRepository } from './audit-log.repository.js';
import { AUDIT_MODEL, auditLogSchema } from './audit-log.schema.js';
import { AuditLogService } from './audit-log.service.js';
import { AuditLogsController } from './audit-logs.controller.js';
import { AuditProofController } from './audit-proof.controller.js';
import { AuditReadsService } from './audit-reads.service.js';
import { AuditScheduleService } from './audit-schedule.service.js';
import { AuditSealService } from './audit-seal.service.js';
import { AuditSearchRepository } from './audit-search.repository.js';
import { AuditSearchService } from './audit-search.service.js';
import { AuditTurnRepository } from './audit-turn.repository.js';
import { AUDIT_TURN_MODEL, auditTurnSchema } from './audit-turn.schema.js';
import { AuditVerificationRepository } from './audit-verification.repository.js';
import { AUDIT_VERIFICATION_MODEL, auditVerificationSchema } from './audit-verification.schema.js';
import { AuditVerifierService } from './audit-verifier.service.js';
import { CheckpointCopyRepository } from './checkpoint-copy.repository.js';
import { CHECKPOINT_COPY_MODEL, checkpointCopySchema } from './checkpoint-copy.schema.js';
import { CheckpointsService } from './checkpoints.service.js';
import { CheckpointWebhook } from './checkpoint-webhook.js';
import { RetentionService } from './retention.service.js';
import { VerificationRunsService } from './verification-runs.service.js';

/** The audit log: written by the recorder, proved by the verifier and by checkpoints, searched, read person by person. */
@Module({
  imports: [
    UsersModule,
    PatienceModule,
    MongooseModule.forFeature([
      { name: AUDIT_MODEL, schema: auditLogSchema },
      { name: AUDIT_TURN_MODEL, schema: auditTurnSchema },
      { name: AUDIT_VERIFICATION_MODEL, schema: auditVerificationSchema },
      { name: CHECKPOINT_COPY_MODEL, schema: checkpointCopySchema },
    ]),
  ],
  controllers: [ActivityController, AuditLogsController, AuditProofController],
  providers: [
    ActivityRepository,
    ActivityService,
    AuditExportService,
    AuditLogRepository,
    AuditLogService,
    AuditReadsService,
    AuditScheduleService,
    AuditSealService,
    AuditSearchRepository,
    AuditSearchService,
    AuditTurnRepository,
    AuditVerificationRepository,
    AuditVerifierService,
    CheckpointCopyRepository,
    CheckpointsService,
    CheckpointWebhook,
    RetentionService,
    VerificationRunsService,
  ],
  exports: [AuditLogService, AuditVerifierService, VerificationRunsService],
})
export class AuditModule {}
