import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { upsertOrMeet } from '../../../database/database-errors.js';
import { FILE_QUOTA_MODEL, type FileQuotaDocument } from './file-quota.schema.js';

/** The queries of the collection `file_quotas`. */
@Injectable()
export class FileQuotaRepository {
  constructor(@InjectModel(FILE_QUOTA_MODEL) private readonly quotas: Model<FileQuotaDocument>) {}

  /** The bytes of those who have a quota of their own. */
  async find(ownerIds: readonly string[]): Promise<Map<string, number>> {
    const found = await this.quotas.find({ _id: { $in: [...ownerIds] } }).lean<FileQuotaDocument[]>();
    return new Map(found.map(({ _id, bytes }) => [_id, bytes]));
  }

  /** Answers the bytes before; null where it was the usual quota. */
  async set({ _id, ...quota }: FileQuotaDocument): Promise<number | null> {
    const before = await upsertOrMeet(
      async () =>
        await this.quotas.findOneAndUpdate({ _id }, { $set: quota }, { upsert: true, returnDocument: 'before' }),
    );
    return before?.bytes ?? null;
  }

  /** Gives somebody the usual quota; answers the bytes before, null where it was that already. */
  async remove(ownerId: string): Promise<number | null> {
    return (await this.quotas.findOneAndDelete({ _id: ownerId }))?.bytes ?? null;
  }
}
