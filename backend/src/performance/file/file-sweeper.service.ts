import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { FileRemoval } from './file-removal.js';

const EVERY_MS = 60_000;
const MOST_AT_ONCE = 500;

/** Clears away what dead uploads left, and what could not be deleted before. Each file is taken by one process. */
@Injectable()
export class FileSweeperService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(FileSweeperService.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;

  constructor(private readonly removal: FileRemoval) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running ??= this.sweep().finally(() => {
        this.running = null;
      });
    }, EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One round; it ends early where the database is away. */
  async sweep(): Promise<void> {
    try {
      for (let done = 0; done < MOST_AT_ONCE && (await this.removal.removeDue()); done += 1);
    } catch (error) {
      this.logger.debug({ err: error }, 'dead uploads cannot be cleared away now; trying again');
    }
  }
}
