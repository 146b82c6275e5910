import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { UsersModule } from '../../security/users/users.module.js';
import { ActivityController } from './activity.controller.js';
import { ActivityRepository } from './activity.repository.js';
import { ActivityService } from './activity.service.js';
import { AuditLogRepository } from './audit-log.repository.js';
import { AUDIT_MODEL, auditLogSchema } from './audit-log.schema.js';
import { AuditLogService } from './audit-log.service.js';
import { AuditVerifierService } from './audit-verifier.service.js';

/** The audit log: written by the recorder, proved by the verifier, read person by person. */
@Module({
  imports: [UsersModule, MongooseModule.forFeature([{ name: AUDIT_MODEL, schema: auditLogSchema }])],
  controllers: [ActivityController],
  providers: [ActivityRepository, ActivityService, AuditLogRepository, AuditLogService, AuditVerifierService],
  exports: [AuditLogService, AuditVerifierService],
})
export class AuditModule {}
