import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { DataStore, Upload } from '@tus/server';
import { Clock } from '../../../common/clock/clock.js';
import { AppError } from '../../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../../config/app-config.js';
import { FileQuota } from '../lifecycle/file-quota.js';
import { Staging } from './staging.js';
import { UploadLocks } from './upload-locks.js';
import { type UploadDocument, UploadRepository } from './upload.repository.js';

/**
 * Where uploads lie for the tus protocol: what is known of one in the database, its bytes in the staging folder. How many bytes that
 * file has is how far the upload is, so what was acknowledged cannot be lost by a crash in between.
 */
@Injectable()
export class UploadStore extends DataStore {
  private readonly keptMs: number;

  constructor(
    private readonly uploads: UploadRepository,
    private readonly locks: UploadLocks,
    private readonly staging: Staging,
    private readonly quota: FileQuota,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) { files }: AppConfig,
  ) {
    super();
    this.keptMs = files.uploadHours * 3_600_000;
    this.extensions = ['creation', 'termination', 'expiration'];
  }

  /** @throws AppError CONFLICT where nothing is to be written, LIMIT_REACHED where too many of this person's uploads run */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const lock = this.locks.of(id);
    if (lock === null) throw new AppError('CONFLICT', 'All of this upload has arrived, or it was given up.');
    await this.quota.requireTurn(lock.ownerId);
    const writing = this.staging.append(id, stream, offset, () => {
      lock.require();
    });
    lock.keepFor(writing);
    return await writing;
  }

  override async getUpload(id: string): Promise<Upload> {
    const upload = await this.uploads.find(id);
    if (upload === null) throw new AppError('NOT_FOUND', 'There is no such upload.');
    return new Upload({
      ...{ id, size: upload.size, offset: await this.received(upload), metadata: metadataOf(upload) },
      creation_date: new Date(this.expiryOf(upload) - this.keptMs).toISOString(),
    });
  }

  override async remove(id: string): Promise<void> {
    if (!(await this.uploads.giveUp(id, this.clock.now()))) {
      throw new AppError('CONFLICT', 'This upload is a file already. Delete the file.');
    }
    // the document goes with the next round of the sweeper, and with it what could not be deleted now
    await this.staging.discard(id);
  }

  override getExpiration(): number {
    return this.keptMs;
  }

  /** How many bytes have arrived. */
  async received({ _id, state, size }: UploadDocument): Promise<number> {
    return state === 'uploading' ? await this.staging.sizeOf(_id.toHexString()) : size;
  }

  // what is complete does not go while the client still asks
  private expiryOf({ state, dueAt }: UploadDocument): number {
    return (state === 'uploading' ? dueAt : null)?.getTime() ?? this.clock.now().getTime() + this.keptMs;
  }
}

function metadataOf({ purpose, name, courseId, upload: { declaredType } }: UploadDocument): Record<string, string> {
  return {
    ...{ purpose, name },
    ...(courseId === null ? {} : { courseId }),
    ...(declaredType === null ? {} : { type: declaredType }),
  };
}
