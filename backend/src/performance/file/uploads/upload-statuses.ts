import type { UploadState, UploadStatus } from '@classy-book/contracts/file-uploads';
import { Injectable } from '@nestjs/common';
import { FileDirectory } from '../file-directory.js';
import type { FileState } from '../file.schema.js';
import type { FileReader } from '../files.port.js';
import { UploadStore } from './upload-store.js';
import type { UploadDocument } from './upload.repository.js';

const STATES: Readonly<Record<FileState, UploadState>> = {
  uploading: 'receiving',
  checking: 'checking',
  stored: 'stored',
  refused: 'refused',
  deleting: 'refused',
};

/** Uploads as their owner sees them. */
@Injectable()
export class UploadStatuses {
  constructor(
    private readonly store: UploadStore,
    private readonly directory: FileDirectory,
  ) {}

  async of(upload: UploadDocument, reader: FileReader): Promise<UploadStatus> {
    const { _id, purpose, courseId, name, size, state, refusal, createdAt, dueAt } = upload;
    return {
      ...{ id: _id.toHexString(), purpose, courseId, name, size, refusal },
      received: await this.store.received(upload),
      state: STATES[state],
      waitingFor: state === 'checking' ? upload.upload.waitingFor : null,
      file: state === 'stored' ? this.directory.describe(upload, reader) : null,
      createdAt: createdAt.toISOString(),
      expiresAt: state === 'uploading' ? (dueAt?.toISOString() ?? null) : null,
    };
  }

  async ofAll(uploads: readonly UploadDocument[], reader: FileReader): Promise<UploadStatus[]> {
    return await Promise.all(uploads.map(async (upload) => await this.of(upload, reader)));
  }
}
