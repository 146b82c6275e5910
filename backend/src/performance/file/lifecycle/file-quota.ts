import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/clock.js';
import { AppError } from '../../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { type AnnouncedFile, FileRepository } from '../file.repository.js';

/** How long an upload lives without a sign of life; it gives one three times as often. */
const LEASE_MS = 90_000;
const MAX_FILES = 20_000;

/** How much one person may store, and upload at once. */
@Injectable()
export class FileQuota {
  constructor(
    private readonly files: FileRepository,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * Begins an upload. It is noted with what it announced before anything is counted: of several at the same moment too
   * many may be refused, but never too many let in.
   * @returns the id of the file to be
   * @throws AppError LIMIT_REACHED
   */
  async reserve(file: AnnouncedFile): Promise<string> {
    const id = await this.files.begin(file, this.clock.now(), this.leaseEnd());
    const { bytes, files, uploads } = await this.files.usageOf(file.ownerId);
    const { quotaBytes, uploadsAtOnce } = this.config.files;
    const problem =
      uploads > uploadsAtOnce
        ? `You are uploading ${String(uploadsAtOnce)} files already. Wait until one of them is complete.`
        : bytes > quotaBytes || files > MAX_FILES
          ? 'There is no room for this file among yours. Delete files that you do not need any more.'
          : null;
    if (problem === null) return id;
    await this.files.delete(id);
    throw new AppError('LIMIT_REACHED', problem);
  }

  /** Keeps an upload alive until the function that it answers is called. */
  keepAlive(id: string): () => void {
    const timer = setInterval(() => {
      // one that cannot be extended is found to be dead when it ends
      void this.files.extend(id, this.leaseEnd()).catch(() => undefined);
    }, LEASE_MS / 3).unref();
    return () => {
      clearInterval(timer);
    };
  }

  private leaseEnd(): Date {
    return new Date(this.clock.now().getTime() + LEASE_MS);
  }
}
