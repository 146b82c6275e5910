import { appendFile } from 'node:fs/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { authLogLine } from './auth-log-line.js';

const MAX_WAITING = 10_000;

/**
 * Writes each sign-in that failed or was refused to a file that fail2ban reads. Each process writes what it answered
 * itself. The file is opened anew for each group of lines, so it may be moved away at any time.
 */
@Injectable()
export class AuthLogService implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(AuthLogService.name);
  private waiting: string[] = [];
  private running: Promise<void> | null = null;
  private failing = false;

  constructor(
    private readonly events: EventBus,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    const path = this.config.outward.authLogFile;
    if (path === null) return;
    this.events.observe('sign-in.attempted', ({ outcome, email, reason, origin }) => {
      if (outcome === 'succeeded' || this.waiting.length >= MAX_WAITING) return;
      const { ipAddress } = origin;
      this.waiting.push(authLogLine({ at: this.clock.now(), ipAddress, email, reason: reason ?? 'unknown' }));
      this.running ??= this.write(path);
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.running;
  }

  private async write(path: string): Promise<void> {
    while (this.waiting.length > 0) {
      const lines = this.waiting;
      this.waiting = [];
      try {
        await appendFile(path, lines.join(''), { mode: 0o640 });
        this.failing = false;
      } catch (error) {
        // once for an outage: the same reason hundreds of times a second helps nobody
        if (!this.failing) this.logger.error({ err: error, path }, 'AUTH_LOG_FILE cannot be written');
        this.failing = true;
      }
    }
    this.running = null;
  }
}
