import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { ONE_TIME_TOKEN_MODEL, type OneTimeTokenDocument, type TokenPurpose } from './one-time-token.schema.js';

/** The queries of the collection `one_time_tokens`; `hash` is the token's. */
@Injectable()
export class OneTimeTokenRepository {
  constructor(@InjectModel(ONE_TIME_TOKEN_MODEL) private readonly tokens: Model<OneTimeTokenDocument>) {}

  async insert(token: OneTimeTokenDocument): Promise<void> {
    await this.tokens.create(token);
  }

  async find(hash: string, purpose: TokenPurpose, now: Date): Promise<OneTimeTokenDocument | null> {
    return await this.tokens.findOne({ _id: hash, purpose, expiresAt: { $gt: now } }).lean<OneTimeTokenDocument>();
  }

  /** The newest living token of a subject for a purpose. */
  async findNewest(subject: string, purpose: TokenPurpose, now: Date): Promise<OneTimeTokenDocument | null> {
    return await this.tokens
      .findOne({ subject, purpose, expiresAt: { $gt: now } })
      .sort({ createdAt: -1 })
      .lean<OneTimeTokenDocument>();
  }

  /** Takes a token away: of many who try at once, one gets it. */
  async take(hash: string, purpose: TokenPurpose, now: Date): Promise<OneTimeTokenDocument | null> {
    return await this.tokens
      .findOneAndDelete({ _id: hash, purpose, expiresAt: { $gt: now } })
      .lean<OneTimeTokenDocument>();
  }

  /** How many were there. */
  async removeAll(subject: string, purpose: TokenPurpose): Promise<number> {
    return (await this.tokens.deleteMany({ subject, purpose })).deletedCount;
  }

  async removeOne(hash: string, purpose: TokenPurpose): Promise<OneTimeTokenDocument | null> {
    return await this.tokens.findOneAndDelete({ _id: hash, purpose }).lean<OneTimeTokenDocument>();
  }

  /** The living tokens of a purpose, newest first. */
  async list(purpose: TokenPurpose, now: Date, limit: number): Promise<OneTimeTokenDocument[]> {
    return await this.tokens
      .find({ purpose, expiresAt: { $gt: now } })
      .sort({ createdAt: -1 })
      .limit(limit)
      .lean<OneTimeTokenDocument[]>();
  }
}
