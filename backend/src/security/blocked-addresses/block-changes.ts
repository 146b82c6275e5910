import { Injectable } from '@nestjs/common';
import { Types } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { isDuplicateKey } from '../../database/database-errors.js';
import { DatabaseService } from '../../database/database.service.js';
import { blockFields, type BlockOrder } from './block-draft.js';
import { BlockedAddressRepository, type BlockChange } from './blocked-address.repository.js';
import type { BlockedAddressDocument } from './blocked-address.schema.js';

const TURN = 'blocked-addresses';
const TRIES = 5;

/**
 * What becomes of blocks in the database. A range has one block in force, which a unique index sees to; what replaces one
 * ends it in the same transaction, so that the range is never open in between.
 */
@Injectable()
export class BlockChanges {
  constructor(
    private readonly blocks: BlockedAddressRepository,
    private readonly database: DatabaseService,
    private readonly clock: Clock,
  ) {}

  /** Blocks ranges, all or none, each once; what a range had in force ends as replaced. */
  async put(orders: readonly BlockOrder[]): Promise<BlockChange> {
    return await this.replace(orders, () => true);
  }

  /** Blocks a range unless it has a block that lasts at least as long. */
  async strengthen(order: BlockOrder): Promise<BlockChange> {
    const made = newBlock(order, this.clock.now());
    if (await this.blocks.insert(made)) return { made: [made], ended: [] };
    return await this.replace([order], isWeaker);
  }

  /** Ends the block of exactly this range; null where there is none in force. */
  async end(range: string, by: string): Promise<BlockedAddressDocument | null> {
    return await this.blocks.end(range, by, this.clock.now());
  }

  /** Ends one block by its id; null where it is not in force any more. */
  async endOne(id: string, by: string): Promise<BlockedAddressDocument | null> {
    return await this.blocks.endOne(id, by, this.clock.now());
  }

  /** Ends the blocks of some ranges, all or none. */
  async endMany(ranges: readonly string[], by: string): Promise<BlockedAddressDocument[]> {
    const how = { ending: 'lifted' as const, by, now: this.clock.now() };
    return await this.database.takeTurn(TURN, async (session) => await this.blocks.endAll(ranges, how, session));
  }

  /** Ends one block whose time is over; null where there is none. */
  async endOneExpired(): Promise<BlockedAddressDocument | null> {
    return await this.blocks.endOneExpired(this.clock.now());
  }

  private async replace(
    orders: readonly BlockOrder[],
    mayReplace: (block: BlockedAddressDocument, order: BlockOrder) => boolean,
  ): Promise<BlockChange> {
    for (let left = TRIES; ; left -= 1) {
      try {
        return await this.replaceInTurn(orders, mayReplace);
      } catch (error) {
        // the rules blocked one of them in between, without taking turns: it is there to be replaced now
        if (!isDuplicateKey(error) || left <= 1) throw error;
      }
    }
  }

  private async replaceInTurn(
    orders: readonly BlockOrder[],
    mayReplace: (block: BlockedAddressDocument, order: BlockOrder) => boolean,
  ): Promise<BlockChange> {
    const now = this.clock.now();
    const by = orders[0]?.draft.createdBy ?? null;
    return await this.database.takeTurn(TURN, async (session) => {
      const inForce = await this.blocks.findInForce(
        orders.map(({ range }) => range.cidr),
        session,
      );
      const byRange = new Map(inForce.map((block) => [block.range, block]));
      const wanted = orders.filter((order) => {
        const block = byRange.get(order.range.cidr);
        return block === undefined || mayReplace(block, order);
      });
      const replaced = wanted.map(({ range }) => range.cidr).filter((range) => byRange.has(range));
      const ended = await this.blocks.endAll(replaced, { ending: 'replaced', by, now }, session);
      const made = wanted.map((order) => newBlock(order, now));
      await this.blocks.add(made, session);
      return { made, ended };
    });
  }
}

function newBlock(order: BlockOrder, now: Date): BlockedAddressDocument {
  return { _id: new Types.ObjectId(), ...blockFields(order, now) };
}

function isWeaker(block: BlockedAddressDocument, { draft }: BlockOrder): boolean {
  if (block.permanent || block.blockedUntil === null || draft.blockedUntil === null) return false;
  return block.blockedUntil < draft.blockedUntil;
}
