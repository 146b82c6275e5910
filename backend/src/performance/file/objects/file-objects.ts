import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { Clock } from '../../../common/clock/clock.js';
import type { FileDocument } from '../file.schema.js';
import type { Part, Shape } from '../inspection/inspected.js';
import type { ByteRange, StoredBytes } from '../storage.port.js';
import { FILE_OBJECT_MODEL, type FileObjectDocument } from './file-object.schema.js';
import { Storages } from './storages.js';

/** Whose bytes, and what they are made of. `source` is the SHA-256 of what arrived. */
export interface Holding {
  readonly fileId: string;
  readonly ownerId: string;
  readonly source: string;
  readonly shape: Shape;
}

/** Where the bytes of a file lie, and what is known of them. */
export type KeptObject = Pick<
  FileObjectDocument,
  'storage' | 'type' | 'size' | 'sha256' | 'width' | 'height' | 'renditions'
> & { readonly key: string };

/** The bytes of files in their storages. */
@Injectable()
export class FileObjects {
  constructor(
    @InjectModel(FILE_OBJECT_MODEL) private readonly objects: Model<FileObjectDocument>,
    private readonly storages: Storages,
    private readonly clock: Clock,
  ) {}

  /** Lets a file hold bytes that its owner has stored already; null where there are none such. */
  async reuse({ fileId, ...of }: Holding): Promise<KeptObject | null> {
    const object = await this.objects
      .findOneAndUpdate({ ...of, state: 'stored' }, { $addToSet: { heldBy: fileId } }, { returnDocument: 'after' })
      .lean<FileObjectDocument>();
    if (object === null) return null;
    const { _id: key, storage, type, size, sha256, width, height, renditions } = object;
    return { key, storage, type, size, sha256, width, height, renditions };
  }

  /** Stores bytes for a file. Doing it again for the same file does no harm. `sha256` is that of the main part. */
  async keep({ fileId, ...of }: Holding, parts: readonly Part[], sha256: string): Promise<KeptObject> {
    const [main] = parts;
    if (main === undefined) throw new Error('a file without bytes');
    const { current } = this.storages;
    await current.put({ key: fileId, type: main.type }, main.path);
    const { type, size, width, height } = main;
    const facts = { storage: current.kind, type, size, sha256, width, height, renditions: [] };
    const created = { ...of, ...facts, heldBy: [fileId], state: 'stored', dueAt: null, createdAt: this.clock.now() };
    await this.objects.updateOne({ _id: fileId }, { $setOnInsert: created }, { upsert: true });
    return { key: fileId, ...facts };
  }

  /** Says that a file holds its bytes no longer; they go with the last one. */
  async release(fileId: string): Promise<void> {
    await this.objects.updateMany({ heldBy: fileId }, { $pull: { heldBy: fileId } });
    const free = await this.objects.find({ heldBy: [], state: 'stored' }).limit(10).lean<FileObjectDocument[]>();
    for (const { _id, storage, type } of free) {
      const gone = { source: `gone:${_id}`, state: 'deleting', dueAt: this.clock.now() };
      const { modifiedCount } = await this.objects.updateOne({ _id, heldBy: [], state: 'stored' }, { $set: gone });
      if (modifiedCount === 0) continue;
      await this.storages.of(storage).remove({ key: _id, type });
      await this.objects.deleteOne({ _id, state: 'deleting' });
    }
  }

  /** The bytes of a stored file, or of something that was made of it. */
  async open(
    { storage, key, type }: Pick<FileDocument, 'storage'> & StoredBytes,
    range?: ByteRange,
  ): Promise<Readable | null> {
    return await this.storages.of(storage).open({ key, type }, range);
  }
}
