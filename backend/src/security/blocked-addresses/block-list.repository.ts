import type { BlockSort } from '@classy-book/contracts/blocking';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { behindBlockCursor, blockOrders } from './block-cursor.js';
import type { BlockQuery } from './block-query.js';
import { BLOCKED_ADDRESS_MODEL, type BlockedAddressDocument } from './blocked-address.schema.js';

/** The reading of the collection `blocked_ips`, for lists. */
@Injectable()
export class BlockListRepository {
  constructor(@InjectModel(BLOCKED_ADDRESS_MODEL) private readonly blocks: Model<BlockedAddressDocument>) {}

  /**
   * The first `limit` blocks behind a cursor.
   * @throws AppError VALIDATION_FAILED for a cursor of another list
   */
  async findPage(
    query: BlockQuery,
    sort: BlockSort,
    limit: number,
    cursor?: string,
  ): Promise<BlockedAddressDocument[]> {
    const filter = cursor === undefined ? query : { $and: [query, behindBlockCursor(sort, cursor)] };
    return await this.blocks.find(filter).sort(blockOrders[sort]).limit(limit).lean<BlockedAddressDocument[]>();
  }

  /** Some blocks, at most 20, in no particular order. */
  async findByIds(ids: readonly string[]): Promise<BlockedAddressDocument[]> {
    if (ids.length === 0) return [];
    return await this.blocks.find({ _id: { $in: [...ids] } }).lean<BlockedAddressDocument[]>();
  }

  /** How many blocks some ranges had since a moment, counted up to `most`. */
  async countSince(ranges: readonly string[], since: Date, most: number): Promise<number> {
    return await this.blocks.countDocuments(
      { range: { $in: [...ranges] }, createdAt: { $gte: since } },
      { limit: most },
    );
  }
}
