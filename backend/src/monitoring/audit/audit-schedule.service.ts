import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { NO_ORIGIN } from '../../common/events/actor.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { AuditTurnRepository } from './audit-turn.repository.js';
import { RetentionService } from './retention.service.js';
import { VerificationRunsService } from './verification-runs.service.js';

const LOOK_MS = 300_000;
const HOUR_MS = 3_600_000;
// whoever dies at it is followed by another process after this time
const HELD_MS = 2 * HOUR_MS;
const RETENTION_EVERY_MS = 6 * HOUR_MS;

/** What one of the processes does by itself: verifies the log every night, and drops what is too old. */
@Injectable()
export class AuditScheduleService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(AuditScheduleService.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly turns: AuditTurnRepository,
    private readonly runs: VerificationRunsService,
    private readonly retention: RetentionService,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), LOOK_MS).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Does what is due and nobody else is doing. A failure is logged, and it is due again when its turn has run out. */
  async look(): Promise<void> {
    const { verifyHours, retentionDays } = this.config.audit;
    if (retentionDays > 0) {
      await this.inTurn('retention', RETENTION_EVERY_MS, async () => {
        const { dropped } = await this.retention.prune();
        if (dropped > 0) this.logger.log({ dropped }, 'dropped records of the audit log whose time was over');
      });
    }
    if (verifyHours > 0) {
      await this.inTurn('verification', verifyHours * HOUR_MS, async () => {
        await this.runs.complete({ actor: { kind: 'system' }, origin: NO_ORIGIN });
      });
    }
  }

  private async inTurn(name: string, everyMs: number, work: () => Promise<void>): Promise<void> {
    try {
      const now = this.clock.now().getTime();
      if (!(await this.turns.take(name, new Date(now), new Date(now + HELD_MS)))) return;
      await work();
      await this.turns.setDue(name, new Date(now + everyMs));
    } catch (error) {
      this.logger.warn({ err: error, name }, 'something of the audit log could not be done');
    }
  }
}
