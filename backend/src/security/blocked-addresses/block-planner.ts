import type { BlockSource } from '@classy-book/contracts/blocking';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { type Acting, actorName } from '../../common/events/actor.js';
import type { AddressRange } from '../../common/network/addresses.js';
import { aroundAndSelf } from './around-range.js';
import { type BlockDraft, HISTORY_MS } from './block-draft.js';
import { BlockListRepository } from './block-list.repository.js';
import { growingMinutes, MOST_PAST_BLOCKS } from './growing.js';
import { OwnAddresses } from './own-addresses.js';

/** How long a block shall last: as long as it says, for ever, or as long as the past of the range says. */
export interface BlockLength {
  readonly durationMinutes?: number | undefined;
  readonly permanent?: true | undefined;
  readonly growing?: true | undefined;
}

/** What somebody asks for. */
export interface BlockRequest extends BlockLength {
  readonly reason: string;
  readonly confirmSelf: boolean;
}

const MINUTE_MS = 60_000;

/** Turns what somebody asks for into a block. */
@Injectable()
export class BlockPlanner {
  constructor(
    private readonly blocks: BlockListRepository,
    private readonly own: OwnAddresses,
    private readonly clock: Clock,
  ) {}

  /**
   * The block that a request asks for.
   * @throws AppError SELF_BLOCK where it holds what has to be confirmed, and was not
   */
  async plan(
    range: AddressRange,
    { reason, confirmSelf, ...length }: BlockRequest,
    caller: Acting,
    source: BlockSource,
  ): Promise<BlockDraft> {
    if (!confirmSelf) this.own.refuse(range, caller.origin.ipAddress);
    const minutes = await this.minutesOf(range, length);
    const blockedUntil = minutes === null ? null : new Date(this.clock.now().getTime() + minutes * MINUTE_MS);
    const createdBy = actorName(caller.actor);
    return { attempts: 0, reason, source, permanent: minutes === null, blockedUntil, createdBy };
  }

  /** Whether a range holds what has to be confirmed. */
  isOwn(range: AddressRange, ownAddress: string | null): boolean {
    return this.own.heldBy(range, ownAddress).length > 0;
  }

  /** How many blocks a range, or one around it, had in the last 90 days; counted up to five. */
  async pastBlocks(range: AddressRange): Promise<number> {
    const since = new Date(this.clock.now().getTime() - HISTORY_MS);
    return await this.blocks.countSince(aroundAndSelf(range), since, MOST_PAST_BLOCKS);
  }

  private async minutesOf(range: AddressRange, length: BlockLength): Promise<number | null> {
    if (length.growing === true) return growingMinutes(await this.pastBlocks(range));
    return length.durationMinutes ?? null;
  }
}
