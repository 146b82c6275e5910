import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type {
  AllowedIp,
  BlockAnswer,
  BlockedIp,
  BlockIpRequest,
  RangeRelations,
  UnblockAnswer,
  UnblockIpRequest,
} from '@classy-book/contracts/blocking';
import { type Acting, NO_ORIGIN, type Origin } from '../../common/events/actor.js';
import { type AddressRange, countedNetwork } from '../../common/network/addresses.js';
import { AppError } from '../../common/response/app-error.js';
import { AllowedRanges } from './allowed-ranges.js';
import { BlockEnforcer } from './block-enforcer.js';
import { BlockHits } from './block-hits.js';
import { BlockPlanner } from './block-planner.js';
import { BlockRelations } from './block-relations.js';
import { blockableRange, readRange } from './blockable-range.js';
import { toBlockedIp } from './blocked-address.mapper.js';
import { addressBlocked } from './blocked-addresses.errors.js';
import { BlockedRanges } from './blocked-ranges.js';

const SWEEP_MS = 2_000;
const SYSTEM: Acting = { actor: { kind: 'system' }, origin: NO_ORIGIN };

/** The addresses and ranges that are kept out. The allow list wins over every block. */
@Injectable()
export class BlockedAddressesService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(BlockedAddressesService.name);
  private sweeper: NodeJS.Timeout | undefined;
  private sweeping = false;

  constructor(
    private readonly enforcer: BlockEnforcer,
    private readonly ranges: BlockedRanges,
    private readonly allowed: AllowedRanges,
    private readonly relations: BlockRelations,
    private readonly hits: BlockHits,
    private readonly planner: BlockPlanner,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.enforcer.follow();
    this.sweeper = setInterval(() => void this.sweep(), SWEEP_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.sweeper);
  }

  /** The block that keeps `address` out now, the one that lasts longest; null where it may come in. */
  find(address: string): BlockedIp | null {
    const block = this.ranges.find(address);
    return block === null || this.allowed.find(address) !== null ? null : block;
  }

  /** What a block answers to a request, ADDRESS_BLOCKED, and counts as its hit. */
  refusal(block: BlockedIp): AppError {
    this.hits.count(block.id);
    return addressBlocked(block);
  }

  /**
   * The entry of the allow list that holds an address, or all of a range; null where there is none.
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY
   */
  isAllowed(addressOrRange: string): AllowedIp | null {
    return this.allowed.holding(readRange(addressOrRange));
  }

  /**
   * What an address or a range has to do with the blocks in force and with the allow list.
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY
   */
  overlapping(addressOrRange: string): RangeRelations {
    return this.relations.of(readRange(addressOrRange));
  }

  /**
   * The blocks in force that keep all of an address or a range out, its own among them, the strongest first.
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY
   */
  around(addressOrRange: string): BlockedIp[] {
    return this.ranges.around(readRange(addressOrRange));
  }

  /**
   * Whether a block of an address or a range has to be confirmed, because it holds the caller's own or the server's.
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY
   */
  needsConfirmation(addressOrRange: string, { origin }: Acting): boolean {
    return this.planner.isOwn(readRange(addressOrRange), origin.ipAddress);
  }

  /** Lifts exactly this block; false where it has ended, also where another block of its range took its place. */
  async lift(blockId: string, caller: Acting): Promise<boolean> {
    return await this.enforcer.liftOne(blockId, caller);
  }

  /** How many ranges are blocked now. */
  countActive(): number {
    return this.ranges.size;
  }

  /**
   * Blocks an address or a range, or replaces the block that it has. It is in force when this resolves.
   * @param source who decided it: a person, or a rule and the person or system that carried it out
   * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY, RANGE_TOO_WIDE; SELF_BLOCK where the range holds the
   *   caller's own address, or the server's, and they did not confirm it
   */
  async block(request: BlockIpRequest, caller: Acting, source: 'manual' | 'rule' = 'manual'): Promise<BlockAnswer> {
    const range = blockableRange(request.address);
    const draft = await this.planner.plan(range, request, caller, source);
    const [made] = await this.enforcer.block([{ range, draft }], caller);
    if (made === undefined) throw new Error('a block was not made');
    return { ...toBlockedIp(made), relations: this.relations.of(range) };
  }

  /**
   * Blocks an address after too many failures, until the end of its lock; of IPv6 its /64, which is what was counted. A
   * stronger block in force stays, and an allowed address is let be.
   */
  async blockAfterFailures(address: string, attempts: number, until: Date, origin: Origin): Promise<void> {
    if (this.allowed.find(address) !== null) return;
    const draft = {
      attempts,
      reason: `${String(attempts)} failed sign-ins`,
      source: 'auto' as const,
      permanent: false,
      blockedUntil: until,
      createdBy: null,
    };
    await this.enforcer.strengthen({ range: readRange(countedNetwork(address)), draft }, { ...SYSTEM, origin });
  }

  /**
   * Lifts the block of an address or range and forgets the failures that led to it. Wider ranges may keep it out still.
   * @throws AppError NOT_BLOCKED; COVERED_BY_RANGE where only a wider range keeps it out, named in the details
   */
  async unblock(request: UnblockIpRequest, caller: Acting): Promise<UnblockAnswer> {
    const range = readRange(request.address);
    const ended = await this.enforcer.lift(range.cidr, caller);
    if (ended === null) throw this.notBlocked(range);
    return { range: range.cidr, stillBlockedBy: this.relations.around(range) };
  }

  private notBlocked(range: AddressRange): AppError {
    const { ranges } = this.relations.around(range);
    if (ranges.length === 0) return new AppError('NOT_BLOCKED', `${range.cidr} is not blocked.`);
    return new AppError('COVERED_BY_RANGE', `${range.cidr} is blocked by a wider range. Unblock that range instead.`, {
      details: ranges.map((wider) => ({ path: 'address', message: wider })),
    });
  }

  private async sweep(): Promise<void> {
    if (this.sweeping) return;
    this.sweeping = true;
    try {
      await this.enforcer.sweep(SYSTEM);
    } catch (error) {
      // an expired block is not enforced anyway; the next sweep will tell about it
      this.logger.debug({ err: error }, 'could not sweep expired blocks');
    } finally {
      this.sweeping = false;
    }
  }
}
