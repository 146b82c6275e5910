import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import { API_KEY_MODEL, type ApiKeyDocument } from './api-key.schema.js';
import type { KeptPlace, KnownPlaces } from './key-places.js';

const LIST_LIMIT = 100;

interface NotedUse {
  readonly at: Date;
  readonly from: string;
}

/** The queries of the collection `api_keys`. */
@Injectable()
export class ApiKeyRepository {
  constructor(@InjectModel(API_KEY_MODEL) private readonly keys: Model<ApiKeyDocument>) {}

  static newId(): Types.ObjectId {
    return new Types.ObjectId();
  }

  /** @throws a duplicate key error where the place is taken */
  async insert(key: ApiKeyDocument): Promise<void> {
    await this.keys.create(key);
  }

  async findByHash(keyHash: string): Promise<ApiKeyDocument | null> {
    return await this.keys.findOne({ keyHash }).lean<ApiKeyDocument>();
  }

  /** The living keys and those that died lately, newest first. */
  async findOfUser(userId: string): Promise<ApiKeyDocument[]> {
    return await this.keys.find({ userId }).sort({ _id: -1 }).limit(LIST_LIMIT).lean<ApiKeyDocument[]>();
  }

  /** Takes the places of expired keys back, and says which ones are taken. */
  async takenPlaces(userId: string, now: Date): Promise<number[]> {
    await this.keys.updateMany({ userId, holdsPlace: true, expiresAt: { $lte: now } }, { $set: { holdsPlace: false } });
    const taken = await this.keys.find({ userId, holdsPlace: true }).select('place').lean<{ place: number }[]>();
    return taken.map(({ place }) => place);
  }

  /** Revokes a living key of a person; null where there is none, or it is dead already. */
  async revoke(id: string, userId: string, now: Date, purgeAt: Date): Promise<ApiKeyDocument | null> {
    return await this.keys
      .findOneAndUpdate(
        { _id: id, userId, revokedAt: null, expiresAt: { $gt: now } },
        { $set: { revokedAt: now, holdsPlace: false, purgeAt } },
        { returnDocument: 'after' },
      )
      .lean<ApiKeyDocument>();
  }

  /** Notes a use, unless one was noted since `unlessSince`. */
  async noteUse(id: Types.ObjectId, { at, from }: NotedUse, unlessSince: Date): Promise<void> {
    await this.keys.updateOne(
      { _id: id, $or: [{ lastUsedAt: null }, { lastUsedAt: { $lte: unlessSince } }] },
      { $set: { lastUsedAt: at, lastUsedFrom: from } },
    );
  }

  /**
   * Notes a use from a place that is new in part at least, and keeps what is new. Of many at once, one does.
   * @returns the places that were known before; null where all of this one was among them
   */
  async notePlace(id: Types.ObjectId, { at, from }: NotedUse, kept: KeptPlace): Promise<KnownPlaces | null> {
    return await this.keys
      .findOneAndUpdate(
        { _id: id, $or: Object.entries(kept).map(([list, value]) => ({ [list]: { $ne: value as string } })) },
        { $set: { lastUsedAt: at, lastUsedFrom: from }, $addToSet: kept },
        { returnDocument: 'before', projection: { networks: 1, countries: 1 } },
      )
      .lean<KnownPlaces>();
  }

  async nameOf(id: string): Promise<string | null> {
    return (await this.keys.findById(id).select('name').lean<{ name: string }>())?.name ?? null;
  }

  async removeAll(userId: string): Promise<void> {
    await this.keys.deleteMany({ userId });
  }
}
