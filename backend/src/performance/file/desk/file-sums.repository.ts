import type { StorageKind } from '@classy-book/contracts/file-desk';
import type { FilePurpose } from '@classy-book/contracts/files';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { FILE_MODEL, type FileDocument, type FileState } from '../file.schema.js';
import { FILE_OBJECT_MODEL, type FileObjectDocument } from '../objects/file-object.schema.js';

/** How many files, and how large in all. */
export interface Share {
  readonly files: number;
  readonly bytes: number;
}
/** The files of one kind. */
export interface KindOfFiles extends Share {
  readonly _id: { readonly state: FileState; readonly purpose: FilePurpose; readonly storage: StorageKind };
}

const SUMS = { files: { $sum: 1 }, bytes: { $sum: '$size' } };
const EVER = new Date(0);

/** What files and their bytes are in all. Each looks at every file once: for a report, not for a request of many. */
@Injectable()
export class FileSumsRepository {
  constructor(
    @InjectModel(FILE_MODEL) private readonly files: Model<FileDocument>,
    @InjectModel(FILE_OBJECT_MODEL) private readonly objects: Model<FileObjectDocument>,
  ) {}

  async byKind(): Promise<KindOfFiles[]> {
    return await this.files.aggregate<KindOfFiles>([
      { $group: { _id: { state: '$state', purpose: '$purpose', storage: '$storage' }, ...SUMS } },
    ]);
  }

  /** What nothing names. */
  async unused(): Promise<Share> {
    const [sums] = await this.files.aggregate<Share>([
      { $match: { unusedSince: { $gte: EVER }, state: 'stored' } },
      { $group: { _id: null, ...SUMS } },
    ]);
    return { files: sums?.files ?? 0, bytes: sums?.bytes ?? 0 };
  }

  /** Who has most, the most first. */
  async owners(limit: number): Promise<(Share & { readonly _id: string })[]> {
    return await this.files.aggregate<Share & { readonly _id: string }>([
      { $match: { state: 'stored' } },
      { $group: { _id: '$ownerId', ...SUMS } },
      { $sort: { bytes: -1, _id: 1 } },
      { $limit: limit },
    ]);
  }

  /** Bytes that several files share: as often as they are not stored once more. */
  async saved(): Promise<Share> {
    const [sums] = await this.objects.aggregate<Share>([
      { $match: { 'heldBy.1': { $exists: true }, state: 'stored' } },
      { $project: { size: 1, more: { $subtract: [{ $size: '$heldBy' }, 1] } } },
      { $group: { _id: null, files: { $sum: '$more' }, bytes: { $sum: { $multiply: ['$size', '$more'] } } } },
    ]);
    return { files: sums?.files ?? 0, bytes: sums?.bytes ?? 0 };
  }
}
