import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import { isDuplicateKey } from '../../database/database-errors.js';
import { REFRESH_TOKEN_MODEL, type RefreshTokenDocument } from './refresh-token.schema.js';

/** The queries of the collection `refresh_tokens`. */
@Injectable()
export class RefreshTokenRepository {
  constructor(@InjectModel(REFRESH_TOKEN_MODEL) private readonly tokens: Model<RefreshTokenDocument>) {}

  /** Stores a token; the same one twice is no error, since a successor is the same for all who ask for it. */
  async insert(sessionId: Types.ObjectId, tokenHash: string, expiresAt: Date): Promise<void> {
    try {
      await this.tokens.collection.insertOne({
        _id: new Types.ObjectId(),
        sessionId,
        tokenHash,
        usedAt: null,
        replacedBy: null,
        expiresAt,
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Marks an unused, living token as used: of many at once, one gets it. */
  async claim(tokenHash: string, successorHash: string, now: Date): Promise<RefreshTokenDocument | null> {
    return await this.tokens
      .findOneAndUpdate(
        { tokenHash, usedAt: null, expiresAt: { $gt: now } },
        { $set: { usedAt: now, replacedBy: successorHash } },
        { returnDocument: 'after' },
      )
      .lean<RefreshTokenDocument>();
  }

  async findByHash(tokenHash: string): Promise<RefreshTokenDocument | null> {
    return await this.tokens.findOne({ tokenHash }).lean<RefreshTokenDocument>();
  }
}
