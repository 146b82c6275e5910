import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { upsertOrMeet } from '../../database/database-errors.js';
import { API_KEY_USAGE_MODEL, type ApiKeyUsageDocument } from './api-key-usage.schema.js';

/** The queries of the collection `api_key_usage`. */
@Injectable()
export class ApiKeyUsageRepository {
  constructor(@InjectModel(API_KEY_USAGE_MODEL) private readonly usage: Model<ApiKeyUsageDocument>) {}

  /** Counts a request. @returns how many the key has made in that minute, this one among them */
  async count(keyId: string, minute: number, expiresAt: Date): Promise<number> {
    const counted = await upsertOrMeet(
      async () =>
        await this.usage
          .findOneAndUpdate(
            { _id: `${keyId}:${String(minute)}` },
            { $inc: { requests: 1 }, $setOnInsert: { expiresAt } },
            { upsert: true, returnDocument: 'after' },
          )
          .lean<ApiKeyUsageDocument>(),
    );
    return counted.requests;
  }
}
