import { Module } from '@nestjs/common';
import { PatienceModule } from '../patience/patience.module.js';
import { AuditRangeRepository } from './audit-range.repository.js';
import { AuditRangeService } from './audit-range.service.js';

/** Reading a part of the audit log, of whatever length. */
@Module({
  imports: [PatienceModule],
  providers: [AuditRangeRepository, AuditRangeService],
  exports: [AuditRangeService],
})
export class AuditRangeModule {}
