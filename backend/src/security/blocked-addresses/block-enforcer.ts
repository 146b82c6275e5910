import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { type Acting, actorName } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { countedNetwork } from '../../common/network/addresses.js';
import { ChangeSignals } from '../../database/change-signals.js';
import { LockoutService } from '../brute-force/lockout.service.js';
import type { BlockOrder } from './block-draft.js';
import { toBlockedIp } from './blocked-address.mapper.js';
import { BlockedAddressRepository, type BlockChange } from './blocked-address.repository.js';
import type { BlockedAddressDocument } from './blocked-address.schema.js';
import { BlockedRanges } from './blocked-ranges.js';

const SIGNAL = 'blocked-addresses';
// how many records wait at once to be written into the audit log, beside all others
const TOLD_AT_ONCE = 200;

/**
 * Carries out what was decided: in the database, in the memory of this process, and with one signal in all others; then
 * it is put on record.
 */
@Injectable()
export class BlockEnforcer {
  constructor(
    private readonly blocks: BlockedAddressRepository,
    private readonly ranges: BlockedRanges,
    private readonly lockout: LockoutService,
    private readonly events: EventBus,
    private readonly signals: ChangeSignals,
    private readonly clock: Clock,
  ) {}

  /** Reads what is in force, now and whenever another process changed something. */
  async follow(): Promise<void> {
    await this.ranges.load();
    this.signals.watch(SIGNAL, async () => {
      await this.ranges.load();
    });
  }

  /** Blocks ranges, each once, and replaces what they have in force. All are in force when this resolves. */
  async block(orders: readonly BlockOrder[], caller: Acting): Promise<readonly BlockedAddressDocument[]> {
    return await this.enforce(await this.blocks.put(orders, this.clock.now()), caller);
  }

  /** Blocks a range unless it has a block that lasts at least as long. */
  async strengthen(order: BlockOrder, caller: Acting): Promise<void> {
    const now = this.clock.now();
    const made = await this.blocks.insert(order, now);
    const change = made === null ? await this.blocks.put([order], now, isWeaker) : { made: [made], ended: [] };
    if (change.made.length > 0) await this.enforce(change, caller);
  }

  /** Lifts the block of exactly this range, and forgets the failures that led to it; null where there is none. */
  async lift(range: string, caller: Acting): Promise<BlockedAddressDocument | null> {
    const ended = await this.blocks.end(range, actorName(caller.actor), this.clock.now());
    if (ended !== null) await this.release([ended], caller);
    return ended;
  }

  /** Lifts one block; false where it is not in force any more. */
  async liftOne(id: string, caller: Acting): Promise<boolean> {
    const ended = await this.blocks.endOne(id, actorName(caller.actor), this.clock.now());
    if (ended !== null) await this.release([ended], caller);
    return ended !== null;
  }

  /** Lifts the blocks of some ranges; answers those that were in force. */
  async liftMany(ranges: readonly string[], caller: Acting): Promise<readonly BlockedAddressDocument[]> {
    const ended = await this.blocks.endMany(ranges, actorName(caller.actor), this.clock.now());
    if (ended.length > 0) await this.release(ended, caller);
    return ended;
  }

  /** Ends what is over by now, and tells of it. */
  async sweep(caller: Acting): Promise<void> {
    for (;;) {
      const expired = await this.blocks.endOneExpired(this.clock.now());
      if (expired === null) return;
      this.ranges.apply({ made: [], ended: [expired] });
      await this.events.publish('address.unblocked', { range: expired.range, ...caller });
    }
  }

  private async enforce(change: BlockChange, { actor, origin }: Acting): Promise<readonly BlockedAddressDocument[]> {
    this.ranges.apply(change);
    await this.signals.raise(SIGNAL);
    await inPortions(change.made, async (block) => {
      await this.events.publish('address.blocked', { block: toBlockedIp(block), actor, origin });
    });
    return change.made;
  }

  private async release(ended: readonly BlockedAddressDocument[], { actor, origin }: Acting): Promise<void> {
    await inPortions(ended, async ({ range }) => {
      const first = range.replace(/\/\d+$/, '');
      if (range === `${first}/32` || countedNetwork(first) === range || range === `${first}/128`) {
        await this.lockout.forgiveAddress(first);
      }
    });
    this.ranges.apply({ made: [], ended });
    await this.signals.raise(SIGNAL);
    await inPortions(ended, async ({ range }) => {
      await this.events.publish('address.unblocked', { range, actor, origin });
    });
  }
}

function isWeaker(block: BlockedAddressDocument, { draft }: BlockOrder): boolean {
  return (
    !block.permanent &&
    block.blockedUntil !== null &&
    draft.blockedUntil !== null &&
    block.blockedUntil < draft.blockedUntil
  );
}

// what is published together is written together
async function inPortions<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += TOLD_AT_ONCE) {
    await Promise.all(items.slice(start, start + TOLD_AT_ONCE).map(work));
  }
}
