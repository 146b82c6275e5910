import type { StorageKind } from '@classy-book/contracts/file-desk';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { FILE_MODEL, type FileDocument } from '../file.schema.js';
import { FILE_OBJECT_MODEL, type FileObjectDocument } from './file-object.schema.js';

const AT_ONCE = 50;

/** The queries of moving bytes from one storage to another. */
@Injectable()
export class FileMoveRepository {
  constructor(
    @InjectModel(FILE_OBJECT_MODEL) private readonly objects: Model<FileObjectDocument>,
    @InjectModel(FILE_MODEL) private readonly files: Model<FileDocument>,
  ) {}

  /** How much is left to move out of a storage, what a move left there too. */
  async count(from: StorageKind): Promise<{ objects: number; bytes: number }> {
    const [sum] = await this.objects.aggregate<{ objects: number; bytes: number }>([
      { $match: { state: 'stored', $or: [{ storage: from }, { alsoIn: from }] } },
      { $group: { _id: null, objects: { $sum: 1 }, bytes: { $sum: '$size' } } },
    ]);
    return { objects: sum?.objects ?? 0, bytes: sum?.bytes ?? 0 };
  }

  /** The next ones behind an id, the oldest first. */
  async next(from: StorageKind, after: string): Promise<FileObjectDocument[]> {
    return await this.objects
      .find({ _id: { $gt: after }, state: 'stored', $or: [{ storage: from }, { alsoIn: from }] })
      .sort({ _id: 1 })
      .limit(AT_ONCE)
      .lean<FileObjectDocument[]>();
  }

  /** Notes that bytes may lie in the other storage too from now on; false where they are being deleted. */
  async begin(id: string, from: StorageKind, to: StorageKind, writtenUntil: Date): Promise<boolean> {
    const { matchedCount } = await this.objects.updateOne(
      { _id: id, state: 'stored', storage: from },
      { $set: { alsoIn: to, writtenUntil } },
    );
    return matchedCount === 1;
  }

  /** Says that bytes lie in the other storage now, for the files too that hold them. @returns where they lie; null where nowhere */
  async swap(id: string, from: StorageKind, to: StorageKind): Promise<StorageKind | null> {
    await this.objects.updateOne({ _id: id, state: 'stored', storage: from }, { $set: { storage: to, alsoIn: from } });
    const object = await this.objects.findOne({ _id: id, state: 'stored' }).lean<FileObjectDocument>();
    if (object === null) return null;
    await this.files.updateMany({ _id: { $in: object.heldBy }, key: id }, { $set: { storage: object.storage } });
    return object.storage;
  }

  /** Says that bytes lie in one storage only. */
  async end(id: string, storage: StorageKind): Promise<void> {
    await this.objects.updateOne({ _id: id, storage }, { $set: { alsoIn: null, writtenUntil: null } });
  }
}
