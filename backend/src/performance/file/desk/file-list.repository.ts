import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { FILE_MODEL, type FileDocument } from '../file.schema.js';
import type { FileOrder, FileQuery } from './file-query.js';

/** The queries of the collection `files` that lists need. */
@Injectable()
export class FileListRepository {
  constructor(@InjectModel(FILE_MODEL) private readonly files: Model<FileDocument>) {}

  async page(query: FileQuery, order: FileOrder, limit: number): Promise<FileDocument[]> {
    return await this.files.find(query).sort(Object.fromEntries(order)).limit(limit).lean<FileDocument[]>();
  }

  /** Files in whatever state but `deleting`. */
  async findAny(ids: readonly string[]): Promise<FileDocument[]> {
    return await this.files.find({ _id: { $in: [...ids] }, state: { $ne: 'deleting' } }).lean<FileDocument[]>();
  }
}
