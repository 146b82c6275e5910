import type { Readable } from 'node:stream';
import { maxFileBytes } from '@classy-book/contracts/files';
import { Injectable } from '@nestjs/common';
import type { Acting } from '../../../common/events/actor.js';
import { FileQuota } from '../lifecycle/file-quota.js';
import { FileRemoval } from '../lifecycle/file-removal.js';
import type { AnnouncedFile } from '../file.repository.js';
import type { FileDocument } from '../file.schema.js';
import { Staging, tooLarge } from './staging.js';
import { FileProcessing } from './file-processing.js';

/** What is known of a file before its bytes. `announced` is how many they are said to be; null where nobody said. */
export interface Intake extends Omit<AnnouncedFile, 'size'> {
  readonly announced: number | null;
  readonly declaredType?: string | null;
  readonly acting: Acting;
}

/** The way of every file into the storage: room, bytes, a look at them, and only then a file. */
@Injectable()
export class FileIntake {
  constructor(
    private readonly quota: FileQuota,
    private readonly staging: Staging,
    private readonly processing: FileProcessing,
    private readonly removal: FileRemoval,
  ) {}

  /**
   * Takes a file in. What fails on the way leaves nothing behind; if the process dies, the sweeper clears it away.
   * @throws AppError LIMIT_REACHED, PAYLOAD_TOO_LARGE, FILE_REFUSED, MALFORMED_REQUEST, SERVICE_UNAVAILABLE
   */
  async take(source: Readable, { announced, declaredType = null, acting, ...about }: Intake): Promise<FileDocument> {
    const limit = maxFileBytes[about.purpose];
    if (announced !== null && announced > limit) throw tooLarge(limit);
    const id = await this.quota.reserve({ ...about, size: announced ?? limit });
    const release = this.quota.keepAlive(id);
    try {
      return await this.store(id, source, { ...about, declaredType, acting }, limit);
    } catch (error) {
      await this.removal.giveUp(id);
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
    const { ownerId, purpose, courseId, name, declaredType = null, acting } = about;
    const sender = { ownerId, courseId, acting, declaredType, declaredSha256: null };
    const said = { fileId: id, purpose, name, ...sender, dueAt: null };
    const file = await this.processing.process({ ...received, ...said });
    await this.staging.discard(id);
    return file;
  }
}
