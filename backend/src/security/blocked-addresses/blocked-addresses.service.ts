import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { BlockedIp, BlockedIpListQuery, BlockIpRequest, UnblockIpRequest } from '@classy-book/contracts/blocking';
import { Clock } from '../../common/clock/clock.js';
import { type Acting, actorName, NO_ORIGIN, type Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { type AddressRange, addressKey, countedNetwork, isSingleAddress } from '../../common/network/addresses.js';
import { AppError } from '../../common/response/app-error.js';
import { Page } from '../../common/response/page.js';
import { ChangeSignals } from '../../database/change-signals.js';
import { LockoutService } from '../brute-force/lockout.service.js';
import { blockableRange, readRange } from './blockable-range.js';
import { toBlockedIp } from './blocked-address.mapper.js';
import { BlockedAddressRepository, type BlockDraft } from './blocked-address.repository.js';
import { BlockedRanges } from './blocked-ranges.js';

const SIGNAL = 'blocked-addresses';
const SWEEP_MS = 2_000;
const SYSTEM: Acting = { actor: { kind: 'system' }, origin: NO_ORIGIN };

/** The addresses and ranges that are kept out. */
@Injectable()
export class BlockedAddressesService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(BlockedAddressesService.name);
  private sweeper: NodeJS.Timeout | undefined;

  constructor(
    private readonly blocks: BlockedAddressRepository,
    private readonly ranges: BlockedRanges,
    private readonly lockout: LockoutService,
    private readonly events: EventBus,
    private readonly signals: ChangeSignals,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.ranges.load();
    this.signals.watch(SIGNAL, async () => {
      await this.ranges.load();
    });
    this.sweeper = setInterval(() => void this.sweep(), SWEEP_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.sweeper);
  }

  /** The block that keeps `address` out now, the one that lasts longest; null where it may come in. */
  find(address: string): BlockedIp | null {
    return this.ranges.find(address, this.clock.now());
  }

  /** How many ranges are blocked now. */
  countActive(): number {
    return this.ranges.size;
  }

  /** The newest blocks first. */
  async list(query: BlockedIpListQuery): Promise<Page<BlockedIp>> {
    const address = query.address === undefined ? null : readRange(query.address);
    const found = await this.blocks.findPage(query, address);
    return Page.from(found.map(toBlockedIp), query.limit, (block) => block.id);
  }

  /**
   * Blocks an address or a range, or replaces the block that it has. It is in force when this resolves.
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY, RANGE_TOO_WIDE; SELF_BLOCK where the range holds the
   * caller's own address and they did not confirm it
   */
  async block(request: BlockIpRequest, caller: Acting): Promise<BlockedIp> {
    const range = blockableRange(request.address);
    if (!request.confirmSelf) refuseSelfBlock(range, caller.origin.ipAddress);
    const now = this.clock.now();
    const minutes = request.durationMinutes;
    const draft: BlockDraft = {
      attempts: 0,
      reason: request.reason,
      source: 'manual',
      permanent: minutes === undefined,
      blockedUntil: minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000),
      createdBy: actorName(caller.actor),
    };
    return await this.enforce(await this.blocks.replace(range, draft, now), caller);
  }

  /**
   * Blocks an address after too many failures, until the end of its lock; of IPv6 its /64, which is what was counted. A
   * stronger block in force stays.
   */
  async blockAfterFailures(address: string, attempts: number, until: Date, origin: Origin): Promise<void> {
    const draft: BlockDraft = {
      attempts,
      reason: `${String(attempts)} failed sign-ins`,
      source: 'auto',
      permanent: false,
      blockedUntil: until,
      createdBy: null,
    };
    const block = await this.blocks.strengthen(readRange(countedNetwork(address)), draft, this.clock.now());
    if (block !== null) await this.enforce(block, { actor: SYSTEM.actor, origin });
  }

  /**
   * Lifts the block of an address or range and forgets the failures that led to it.
   * @throws AppError NOT_BLOCKED; COVERED_BY_RANGE where a wider range keeps the address out, named in the details
   */
  async unblock(request: UnblockIpRequest, caller: Acting): Promise<void> {
    const range = readRange(request.address);
    const ended = await this.blocks.end(range.cidr, this.clock.now());
    if (ended === null) throw this.notBlocked(range);
    const first = range.cidr.replace(/\/\d+$/, '');
    if (isSingleAddress(range) || countedNetwork(first) === range.cidr) await this.lockout.forgiveAddress(first);
    this.ranges.remove(ended);
    await this.signals.raise(SIGNAL);
    await this.events.publish('address.unblocked', { range: range.cidr, actor: caller.actor, origin: caller.origin });
  }

  private async enforce(document: Parameters<BlockedRanges['add']>[0], caller: Acting): Promise<BlockedIp> {
    this.ranges.add(document);
    await this.signals.raise(SIGNAL);
    const block = toBlockedIp(document);
    await this.events.publish('address.blocked', { block, actor: caller.actor, origin: caller.origin });
    return block;
  }

  private notBlocked(range: AddressRange): AppError {
    const covering = isSingleAddress(range)
      ? this.ranges.covering(range.cidr.replace(/\/\d+$/, ''), this.clock.now())
      : [];
    if (covering.length === 0) return new AppError('NOT_BLOCKED', `${range.cidr} is not blocked.`);
    return new AppError('COVERED_BY_RANGE', `${range.cidr} is blocked by a wider range. Unblock that range instead.`, {
      details: covering.map((wider) => ({ path: 'address', message: wider })),
    });
  }

  private async sweep(): Promise<void> {
    try {
      for (;;) {
        const expired = await this.blocks.endOneExpired(this.clock.now());
        if (expired === null) return;
        this.ranges.remove(expired);
        await this.events.publish('address.unblocked', { range: expired.range, ...SYSTEM });
      }
    } catch (error) {
      // an expired block is not enforced anyway; the next sweep will tell about it
      this.logger.debug({ err: error }, 'could not sweep expired blocks');
    }
  }
}

function refuseSelfBlock(range: AddressRange, ownAddress: string | null): void {
  if (ownAddress === null) return;
  const own = addressKey(ownAddress);
  if (own < range.start || own > range.end) return;
  throw new AppError(
    'SELF_BLOCK',
    `${range.cidr} holds your own address, ${ownAddress}. Confirm to block it all the same.`,
  );
}
