import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Looker } from '../../../common/background/looker.js';
import { FileObjects } from '../objects/file-objects.js';
import { UploadCompletion } from '../uploads/upload-completion.js';
import { FileRemoval } from './file-removal.js';

const EVERY_MS = 60_000;
const MOST_AT_ONCE = 500;

/**
 * Clears away what dead uploads left, what was refused a day ago, and what could not be deleted before; takes up checks that wait, or
 * whose process died. Each file is taken by one process.
 */
@Injectable()
export class FileSweeperService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(FileSweeperService.name);
  private readonly looker = new Looker(
    EVERY_MS,
    this.logger,
    'dead uploads cannot be cleared away now; trying again',
    async () => {
      await this.sweep();
    },
  );

  constructor(
    private readonly removal: FileRemoval,
    private readonly objects: FileObjects,
    private readonly completion: UploadCompletion,
  ) {}

  onApplicationBootstrap(): void {
    this.looker.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.looker.stop();
  }

  /** One round; it ends early where the database is away. */
  async sweep(): Promise<void> {
    for (let done = 0; done < MOST_AT_ONCE && (await this.removal.removeDue()); done += 1);
    for (let done = 0; done < MOST_AT_ONCE && (await this.objects.removeDue()); done += 1);
    for (let done = 0; done < MOST_AT_ONCE && (await this.completion.retryDue()); done += 1);
  }
}
