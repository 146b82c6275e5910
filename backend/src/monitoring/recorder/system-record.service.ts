import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { NO_ORIGIN } from '../../common/events/actor.js';
import type { SystemChanged } from '../../common/events/desk-events.js';
import { EventBus } from '../../common/events/event-bus.js';
import { VERSION } from '../../config/version.js';
import { MigrationsService } from '../../database/migrations/migrations.service.js';

/** Puts on record that a server began its work, with what it migrated, and that it ended in good order. */
@Injectable()
export class SystemRecordService implements OnModuleDestroy {
  private readonly logger = new Logger(SystemRecordService.name);
  private running = false;

  constructor(
    private readonly events: EventBus,
    private readonly migrations: MigrationsService,
  ) {}

  /**
   * Records the start.
   * @throws AppError SERVICE_UNAVAILABLE where it could not be recorded: then nothing else could be, either
   */
  async started(): Promise<void> {
    await this.events.publish('system.started', this.describe({ migrations: this.migrations.carriedOut }));
    this.running = true;
  }

  /** Records the end of a server whose start is on record. Without the database it ends all the same. */
  async onModuleDestroy(): Promise<void> {
    if (!this.running) return;
    this.running = false;
    try {
      await this.events.publish('system.stopped', this.describe({}));
    } catch (error) {
      this.logger.warn({ err: error }, 'the end of this process could not be put on record');
    }
  }

  private describe(facts: SystemChanged['facts']): SystemChanged {
    return {
      version: VERSION,
      facts: { pid: process.pid, node: process.version, ...facts },
      actor: { kind: 'system' },
      origin: NO_ORIGIN,
    };
  }
}
