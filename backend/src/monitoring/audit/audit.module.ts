import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AuditLogRepository } from './audit-log.repository.js';
import { AUDIT_MODEL, auditLogSchema } from './audit-log.schema.js';
import { AuditLogService } from './audit-log.service.js';
import { AuditVerifierService } from './audit-verifier.service.js';

/** The audit log: written by the recorder, proved by the verifier. */
@Module({
  imports: [MongooseModule.forFeature([{ name: AUDIT_MODEL, schema: auditLogSchema }])],
  providers: [AuditLogRepository, AuditLogService, AuditVerifierService],
  exports: [AuditLogService, AuditVerifierService],
})
export class AuditModule {}
