import type { Readable } from 'node:stream';
import { maxFileBytes } from '@classy-book/contracts/files';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { AppError } from '../../common/response/app-error.js';
import { inspect } from './file-inspection.js';
import { safeName } from './file-kinds.js';
import { FileQuota } from './file-quota.js';
import { type AnnouncedFile, FileRepository } from './file.repository.js';
import type { FileDocument } from './file.schema.js';
import { hashOf, Staging, tooLarge } from './staging.js';
import { StoragePort } from './storage.port.js';

/** What is known of a file before its bytes. `announced` is how many they are said to be; null where nobody said. */
export interface Intake extends Omit<AnnouncedFile, 'size'> {
  readonly announced: number | null;
}

/** The way of every file into the storage: room, bytes, a look at them, and only then a file. */
@Injectable()
export class FileIntake {
  private readonly logger = new Logger(FileIntake.name);

  constructor(
    private readonly files: FileRepository,
    private readonly quota: FileQuota,
    private readonly staging: Staging,
    private readonly storage: StoragePort,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a file in. What fails on the way leaves nothing behind; if the process dies, the sweeper clears it away.
   * @throws AppError LIMIT_REACHED, PAYLOAD_TOO_LARGE, FILE_REFUSED, MALFORMED_REQUEST, SERVICE_UNAVAILABLE
   */
  async take(source: Readable, { announced, ...about }: Intake): Promise<FileDocument> {
    const limit = maxFileBytes[about.purpose];
    if (announced !== null && announced > limit) throw tooLarge(limit);
    const id = await this.quota.reserve({ ...about, size: announced ?? limit });
    const release = this.quota.keepAlive(id);
    try {
      return await this.store(id, source, about, limit);
    } catch (error) {
      await this.clear(id);
      throw error;
    } finally {
      release();
    }
  }

  private async store(
    id: string,
    source: Readable,
    about: Omit<Intake, 'announced'>,
    limit: number,
  ): Promise<FileDocument> {
    const received = await this.staging.receive(id, source, limit);
    const { path, type, size, width, height } = await inspect(received, about.purpose, this.staging.besides(id));
    const facts = { name: safeName(about.name, type), type, size, sha256: await hashOf(path), width, height };
    await this.storage.put(id, path);
    const file = await this.files.finish(id, facts);
    if (file === null) throw new AppError('MALFORMED_REQUEST', 'The upload took too long and was given up. Try again.');
    return file;
  }

  private async clear(id: string): Promise<void> {
    try {
      // first of all nobody counts it any more; what is left of it is the sweeper's
      await this.files.markDeleting([id], this.clock.now());
      await this.staging.discard(id);
      await this.storage.remove(id);
      await this.files.delete(id);
    } catch (error) {
      this.logger.warn({ err: error, file: id }, 'what is left of an upload is cleared away later');
    }
  }
}
