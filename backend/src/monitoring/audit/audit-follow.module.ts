import { Module } from '@nestjs/common';
import { AuditFollowRepository } from './audit-follow.repository.js';
import { AuditFollowService } from './audit-follow.service.js';

/** Reading the audit log on and on. */
@Module({ providers: [AuditFollowRepository, AuditFollowService], exports: [AuditFollowService] })
export class AuditFollowModule {}
