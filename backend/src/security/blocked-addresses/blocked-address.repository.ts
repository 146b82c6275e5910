import type { BlockedIpListQuery } from '@classy-book/contracts/blocking';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, type QueryFilter, Types } from 'mongoose';
import type { AddressRange } from '../../common/network/addresses.js';
import { isDuplicateKey } from '../../database/database-errors.js';
import { BLOCKED_ADDRESS_MODEL, type BlockedAddressDocument } from './blocked-address.schema.js';

export type BlockDraft = Pick<
  BlockedAddressDocument,
  'attempts' | 'reason' | 'source' | 'blockedUntil' | 'permanent' | 'createdBy'
>;

const HISTORY_MS = 90 * 24 * 3_600_000;

/** The queries of the collection `blocked_ips`. */
@Injectable()
export class BlockedAddressRepository {
  constructor(@InjectModel(BLOCKED_ADDRESS_MODEL) private readonly blocks: Model<BlockedAddressDocument>) {}

  /** Blocks a range or replaces the block that it has. */
  async replace(range: AddressRange, draft: BlockDraft, now: Date): Promise<BlockedAddressDocument> {
    const block = await this.upsert({ range: range.cidr }, range, draft, now);
    if (block === null) throw new Error('an upsert answered without its document');
    return block;
  }

  /**
   * Blocks a range unless it has a block that lasts at least as long.
   * @returns the new block, null where the one in force stays
   */
  async strengthen(range: AddressRange, draft: BlockDraft, now: Date): Promise<BlockedAddressDocument | null> {
    const weaker: QueryFilter<BlockedAddressDocument> = {
      range: range.cidr,
      $or: [{ endedAt: { $ne: null } }, { permanent: false, blockedUntil: { $lt: draft.blockedUntil ?? now } }],
    };
    return await this.upsert(weaker, range, draft, now);
  }

  /** Ends the block of exactly this range; null where there is none in force. */
  async end(range: string, now: Date): Promise<BlockedAddressDocument | null> {
    return await this.blocks
      .findOneAndUpdate(
        { range, endedAt: null },
        { $set: { endedAt: now, updatedAt: now, purgeAt: new Date(now.getTime() + HISTORY_MS) } },
        { returnDocument: 'after' },
      )
      .lean<BlockedAddressDocument>();
  }

  /** Ends one block whose time is over, so that of several processes one tells about it; null where there is none. */
  async endOneExpired(now: Date): Promise<BlockedAddressDocument | null> {
    return await this.blocks
      .findOneAndUpdate(
        { blockedUntil: { $lte: now }, endedAt: null },
        { $set: { endedAt: now, updatedAt: now, purgeAt: new Date(now.getTime() + HISTORY_MS) } },
        { returnDocument: 'after' },
      )
      .lean<BlockedAddressDocument>();
  }

  /** What was made, changed or ended at `since` or later. */
  async findChangedSince(since: Date): Promise<BlockedAddressDocument[]> {
    return await this.blocks.find({ updatedAt: { $gte: since } }).lean<BlockedAddressDocument[]>();
  }

  /** One page, newest first, with one more than asked for. */
  async findPage(query: BlockedIpListQuery, address: AddressRange | null): Promise<BlockedAddressDocument[]> {
    const filter: QueryFilter<BlockedAddressDocument> = {};
    if (query.state === 'active') filter.endedAt = null;
    if (query.state === 'expired') filter.endedAt = { $ne: null };
    if (query.source !== undefined) filter.source = query.source;
    if (query.cursor !== undefined) filter._id = { $lt: new Types.ObjectId(query.cursor) };
    if (address !== null) {
      filter.rangeStart = { $lte: address.start };
      filter.rangeEnd = { $gte: address.end };
    }
    return await this.blocks
      .find(filter)
      .sort({ _id: -1 })
      .limit(query.limit + 1)
      .lean<BlockedAddressDocument[]>();
  }

  private async upsert(
    filter: QueryFilter<BlockedAddressDocument>,
    range: AddressRange,
    draft: BlockDraft,
    now: Date,
  ): Promise<BlockedAddressDocument | null> {
    const bounds = { rangeStart: range.start, rangeEnd: range.end, prefix: prefixIn128(range) };
    const update = {
      $set: { ...draft, ...bounds, createdAt: now, updatedAt: now, endedAt: null, purgeAt: null },
      $setOnInsert: { range: range.cidr },
    };
    try {
      return await this.blocks
        .findOneAndUpdate(filter, update, { upsert: true, returnDocument: 'after' })
        .lean<BlockedAddressDocument>();
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }
}

function prefixIn128(range: AddressRange): number {
  return range.family === 4 ? range.prefix + 96 : range.prefix;
}
