import { Injectable } from '@nestjs/common';
import { type Acting, actorName } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { countedNetwork } from '../../common/network/addresses.js';
import { ChangeSignals } from '../../database/change-signals.js';
import { LockoutService } from '../brute-force/lockout.service.js';
import { BlockChanges } from './block-changes.js';
import type { BlockOrder } from './block-draft.js';
import { toBlockedIp } from './blocked-address.mapper.js';
import type { BlockChange } from './blocked-address.repository.js';
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
    private readonly changes: BlockChanges,
    private readonly ranges: BlockedRanges,
    private readonly lockout: LockoutService,
    private readonly events: EventBus,
    private readonly signals: ChangeSignals,
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
    return await this.enforce(await this.changes.put(orders), caller);
  }

  /** Blocks a range unless it has a block that lasts at least as long. */
  async strengthen(order: BlockOrder, caller: Acting): Promise<void> {
    const change = await this.changes.strengthen(order);
    if (change.made.length > 0) await this.enforce(change, caller);
  }

  /** Lifts the block of exactly this range, and forgets the failures that led to it; null where there is none. */
  async lift(range: string, caller: Acting): Promise<BlockedAddressDocument | null> {
    const ended = await this.changes.end(range, actorName(caller.actor));
    if (ended !== null) await this.release([ended], caller);
    return ended;
  }

  /** Lifts one block; false where it is not in force any more. */
  async liftOne(id: string, caller: Acting): Promise<boolean> {
    const ended = await this.changes.endOne(id, actorName(caller.actor));
    if (ended !== null) await this.release([ended], caller);
    return ended !== null;
  }

  /** Lifts the blocks of some ranges; answers those that were in force. */
  async liftMany(ranges: readonly string[], caller: Acting): Promise<readonly BlockedAddressDocument[]> {
    const ended = await this.changes.endMany(ranges, actorName(caller.actor));
    if (ended.length > 0) await this.release(ended, caller);
    return ended;
  }

  /** Ends what is over by now, and tells of it. */
  async sweep(caller: Acting): Promise<void> {
    for (;;) {
      const expired = await this.changes.endOneExpired();
      if (expired === null) return;
      this.ranges.apply({ made: [], ended: [expired] });
      await this.events.publish('address.unblocked', { range: expired.range, block: toBlockedIp(expired), ...caller });
    }
  }

  private async enforce(change: BlockChange, { actor, origin }: Acting): Promise<readonly BlockedAddressDocument[]> {
    this.ranges.apply(change);
    await this.signals.raise(SIGNAL);
    await inPortions(change.made, async (block) => {
      const old = change.ended.find(({ range }) => range === block.range);
      const replaced = old === undefined ? {} : { replaced: toBlockedIp(old) };
      await this.events.publish('address.blocked', { block: toBlockedIp(block), ...replaced, actor, origin });
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
    await inPortions(ended, async (block) => {
      const { range } = block;
      await this.events.publish('address.unblocked', { range, block: toBlockedIp(block), actor, origin });
    });
  }
}

// what is published together is written together
async function inPortions<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += TOLD_AT_ONCE) {
    await Promise.all(items.slice(start, start + TOLD_AT_ONCE).map(work));
  }
}
