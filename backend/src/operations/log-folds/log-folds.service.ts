import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { AuditFollowService } from '../../monitoring/audit/audit-follow.service.js';
import { FoldRunner } from './fold-runner.js';
import type { FoldStatus, LogFold } from './log-fold.port.js';
import { LogFoldRepository } from './log-fold.repository.js';

/**
 * Folds over the audit log: each has its position in the database, is worked by whichever process has its lease, and
 * misses no record: at least once, those of one process in order.
 */
@Injectable()
export class LogFoldsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(LogFoldsService.name);
  private readonly runners: FoldRunner[] = [];

  constructor(
    private readonly folds: LogFoldRepository,
    private readonly log: AuditFollowService,
    private readonly clock: Clock,
  ) {}

  /** Takes a fold up; to be called before the application has started. */
  register(fold: LogFold): void {
    this.runners.push(new FoldRunner(fold, this.folds, this.log, this.clock, this.logger));
  }

  onApplicationBootstrap(): void {
    for (const runner of this.runners) runner.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.runners.map(async (runner) => runner.stop()));
  }

  /** Where a fold stands; null where it never ran. */
  async status(name: string): Promise<FoldStatus | null> {
    const fold = await this.folds.find(name);
    if (fold === null) return null;
    const { takenAt, failingSince, problem, position } = fold;
    const oldest = await this.log.oldestAfter(position);
    const lag = oldest === null ? 0 : Math.max(0, this.clock.now().getTime() - oldest.getTime());
    return { lagSeconds: Math.round(lag / 1_000), takenAt, failingSince, problem };
  }
}
