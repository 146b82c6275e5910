import type { BlockEnding } from '@classy-book/contracts/blocking';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type ClientSession, type Model, Types } from 'mongoose';
import { isDuplicateKey } from '../../database/database-errors.js';
import { endFields } from './block-draft.js';
import { BLOCKED_ADDRESS_MODEL, type BlockedAddressDocument } from './blocked-address.schema.js';

/** What a change made and what it ended. */
export interface BlockChange {
  readonly made: readonly BlockedAddressDocument[];
  readonly ended: readonly BlockedAddressDocument[];
}

/** Hits of one block since the last time. */
export interface CountedHits {
  readonly blockId: string;
  readonly hits: number;
  readonly lastAt: Date;
}

const LOAD_BATCH = 1_000;

/** The changes of the collection `blocked_ips`, and the reading of what is in force. */
@Injectable()
export class BlockedAddressRepository {
  constructor(@InjectModel(BLOCKED_ADDRESS_MODEL) private readonly blocks: Model<BlockedAddressDocument>) {}

  /** Stores blocks of ranges that have none in force. The driver's error says where one of them has. */
  async add(made: readonly BlockedAddressDocument[], session: ClientSession): Promise<void> {
    if (made.length > 0) await this.blocks.insertMany(made, { session });
  }

  /** Stores the block of a range; false where the range has one in force. */
  async insert(made: BlockedAddressDocument): Promise<boolean> {
    try {
      await this.blocks.insertMany([made]);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Ends the block of exactly this range; null where there is none in force. */
  async end(range: string, by: string, now: Date): Promise<BlockedAddressDocument | null> {
    return await this.blocks
      .findOneAndUpdate({ range, active: true }, { $set: endFields('lifted', by, now) }, { returnDocument: 'after' })
      .lean<BlockedAddressDocument>();
  }

  /** Ends one block; null where it is not in force. */
  async endOne(id: string, by: string, now: Date): Promise<BlockedAddressDocument | null> {
    return await this.blocks
      .findOneAndUpdate({ _id: id, active: true }, { $set: endFields('lifted', by, now) }, { returnDocument: 'after' })
      .lean<BlockedAddressDocument>();
  }

  /** The blocks in force of some ranges. */
  async findInForce(ranges: readonly string[], session: ClientSession): Promise<BlockedAddressDocument[]> {
    if (ranges.length === 0) return [];
    return await this.blocks
      .find({ range: { $in: [...ranges] }, active: true })
      .session(session)
      .lean<BlockedAddressDocument[]>();
  }

  /** Ends the blocks in force of some ranges, and answers those that it ended. */
  async endAll(
    ranges: readonly string[],
    { ending, by, now }: { ending: BlockEnding; by: string | null; now: Date },
    session: ClientSession,
  ): Promise<BlockedAddressDocument[]> {
    const inForce = await this.findInForce(ranges, session);
    if (inForce.length === 0) return [];
    const fields = endFields(ending, by, now);
    const ids = inForce.map(({ _id }) => _id);
    const { modifiedCount } = await this.blocks.updateMany(
      { _id: { $in: ids }, active: true },
      { $set: fields },
      { session },
    );
    // one of them expired in between: its end is told by the sweep
    const mine = modifiedCount === ids.length ? inForce : await this.findEnded(ids, now, session);
    return mine.map((block) => ({ ...block, ...fields }));
  }

  /** Ends one block whose time is over, so that of several processes one tells about it; null where there is none. */
  async endOneExpired(now: Date): Promise<BlockedAddressDocument | null> {
    return await this.blocks
      .findOneAndUpdate(
        { active: true, blockedUntil: { $lte: now } },
        { $set: endFields('expired', null, now) },
        { returnDocument: 'after' },
      )
      .lean<BlockedAddressDocument>();
  }

  /** Adds hits, in one command. What has gone in the meantime is left out. */
  async addHits(counted: readonly CountedHits[]): Promise<void> {
    await this.blocks.bulkWrite(
      counted.map(({ blockId, hits, lastAt }) => ({
        updateOne: {
          filter: { _id: new Types.ObjectId(blockId) },
          update: { $inc: { hits }, $max: { lastHitAt: lastAt } },
        },
      })),
      { ordered: false },
    );
  }

  /** When something was changed last; null where there is nothing. */
  async findNewestChange(): Promise<Date | null> {
    const newest = await this.blocks.findOne({}, { updatedAt: 1 }).sort({ updatedAt: -1 }).lean();
    return newest?.updatedAt ?? null;
  }

  /** Everything in force, a thousand at a time. */
  readInForce(): AsyncIterable<BlockedAddressDocument> {
    return this.blocks.find({ active: true }).lean<BlockedAddressDocument[]>().cursor({ batchSize: LOAD_BATCH });
  }

  /** What was made or ended at `since` or later, a thousand at a time. */
  readChangedSince(since: Date): AsyncIterable<BlockedAddressDocument> {
    return this.blocks
      .find({ updatedAt: { $gte: since } })
      .lean<BlockedAddressDocument[]>()
      .cursor({ batchSize: LOAD_BATCH });
  }

  private async findEnded(
    ids: readonly Types.ObjectId[],
    at: Date,
    session: ClientSession,
  ): Promise<BlockedAddressDocument[]> {
    return await this.blocks
      .find({ _id: { $in: [...ids] }, endedAt: at, ending: { $ne: 'expired' } })
      .session(session)
      .lean<BlockedAddressDocument[]>();
  }
}
