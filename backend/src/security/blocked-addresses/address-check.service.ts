import type { AddressCheck } from '@classy-book/contracts/blocking';
import { Injectable } from '@nestjs/common';
import type { Acting } from '../../common/events/actor.js';
import { AllowedRanges } from './allowed-ranges.js';
import { BlockListRepository } from './block-list.repository.js';
import { BlockPlanner } from './block-planner.js';
import { BlockRelations } from './block-relations.js';
import { readRange } from './blockable-range.js';
import { toBlockRecord } from './blocked-address.mapper.js';
import { BlockedRanges } from './blocked-ranges.js';
import { growingMinutes } from './growing.js';
import { OwnAddresses } from './own-addresses.js';

const MOST_BLOCKS = 20;

/** Says of an address, or of all of a range, who is let in from there and why, and what a block of it would mean. */
@Injectable()
export class AddressCheckService {
  constructor(
    private readonly blocked: BlockedRanges,
    private readonly allowed: AllowedRanges,
    private readonly relations: BlockRelations,
    private readonly planner: BlockPlanner,
    private readonly blocks: BlockListRepository,
    private readonly own: OwnAddresses,
  ) {}

  /** @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY */
  async check(address: string, caller: Acting): Promise<AddressCheck> {
    const range = readRange(address);
    const around = this.blocked.around(range).slice(0, MOST_BLOCKS);
    const allowedBy = this.allowed.holding(range);
    const [pastBlocks, records] = await Promise.all([
      this.planner.pastBlocks(range),
      this.blocks.findByIds(around.map(({ id }) => id)),
    ]);
    const byId = new Map(records.map((block) => [block._id.toHexString(), toBlockRecord(block)]));
    return {
      range: range.cidr,
      verdict: verdictOf(around[0]?.source, allowedBy !== null),
      blocks: around.flatMap(({ id }) => byId.get(id) ?? []),
      allowedBy,
      relations: this.relations.of(range),
      pastBlocks,
      growingMinutes: growingMinutes(pastBlocks),
      holds: this.own.heldBy(range, caller.origin.ipAddress),
    };
  }
}

function verdictOf(source: string | undefined, isAllowed: boolean): AddressCheck['verdict'] {
  if (isAllowed) return 'allowed';
  if (source === undefined) return 'open';
  return source === 'auto' ? 'signed_in' : 'nobody';
}
