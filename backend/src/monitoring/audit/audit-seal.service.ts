import type { AuditSealView } from '@classy-book/contracts/audit';
import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { toVerification } from './audit-verification.mapper.js';
import { AuditVerificationRepository } from './audit-verification.repository.js';
import { AuditVerifierService } from './audit-verifier.service.js';
import { CheckpointsService } from './checkpoints.service.js';
import { VerificationRunsService } from './verification-runs.service.js';

/** The seal of the audit log: up to where it was proved, and where its checkpoints stand. */
@Injectable()
export class AuditSealService {
  constructor(
    private readonly results: AuditVerificationRepository,
    private readonly runs: VerificationRunsService,
    private readonly verifier: AuditVerifierService,
    private readonly checkpoints: CheckpointsService,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** The seal as it is now. Of the webhook it tells the host only. */
  async show(): Promise<AuditSealView> {
    const { checkpointFile, checkpointUrl, checkpointMinutes, verifyHours, retentionDays } = this.config.audit;
    const [newest, checkpoint] = await Promise.all([this.results.newest(), this.checkpoints.newest()]);
    return {
      verification: newest === null ? null : toVerification(newest),
      running: this.runs.running,
      checkpoint,
      publicKey: this.verifier.publicKey,
      file: checkpointFile,
      webhook: checkpointUrl === null ? null : new URL(checkpointUrl).host,
      checkpointMinutes,
      verifyHours,
      retentionDays,
    };
  }
}
