import type { BlockedIp } from '@classy-book/contracts/blocking';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { type AddressRange, parseRange } from '../../common/network/addresses.js';
import { prefixIn128 } from './block-draft.js';
import { toBlockedIp } from './blocked-address.mapper.js';
import { BlockedAddressRepository, type BlockChange } from './blocked-address.repository.js';
import type { BlockedAddressDocument } from './blocked-address.schema.js';
import { RangeIndex } from './range-index.js';

interface Entry {
  readonly block: BlockedIp;
  readonly until: number;
}

// what other processes wrote around the last look, whose clocks may differ from ours
const OVERLAP_MS = 10_000;
const MAX_ENDED = 20_000;
const PAUSE_AFTER = 2_000;

/**
 * The blocks in force, in memory, for the look-up that every request makes. As large as the list of blocks. A block ends
 * once and never comes back, so what has ended is remembered for a while: an older look at the database, which is still
 * being read, must not bring it back.
 */
@Injectable()
export class BlockedRanges {
  private readonly index = new RangeIndex<Entry>();
  private readonly ended = new Set<string>();
  private loadedUpTo: Date | null = null;
  private loading: Promise<void> = Promise.resolve();

  constructor(
    private readonly blocks: BlockedAddressRepository,
    private readonly clock: Clock,
  ) {}

  get size(): number {
    return this.index.size;
  }

  /** Takes over what changed in the database since the last time; at first everything in force. */
  async load(): Promise<void> {
    const before = this.loading;
    this.loading = before
      .catch(() => undefined)
      .then(async () => {
        await this.read();
      });
    await this.loading;
  }

  /** Takes over what this process changed. */
  apply({ made, ended }: BlockChange): void {
    for (const block of ended) this.remove(block);
    for (const block of made) this.add(block);
  }

  /** The block that keeps `address` out the longest; null where there is none. */
  find(address: string): BlockedIp | null {
    const now = this.clock.now().getTime();
    let longest: Entry | null = null;
    for (const entry of this.index.containing(address)) {
      if (entry.until > now && (longest === null || strength(entry) > strength(longest))) longest = entry;
    }
    return longest?.block ?? null;
  }

  /** The block in force of exactly this range. */
  of(range: AddressRange): BlockedIp | null {
    const entry = this.index.get(range.start, prefixIn128(range));
    return entry !== undefined && entry.until > this.clock.now().getTime() ? entry.block : null;
  }

  /** The blocks in force of a range and of those that hold it, the strongest first. */
  around(range: AddressRange): BlockedIp[] {
    return this.inForce(this.index.around(range.start, prefixIn128(range)))
      .sort((one, other) => strength(other) - strength(one))
      .map(({ block }) => block);
  }

  /** The blocks in force of the narrower ranges inside a range. */
  within(range: AddressRange): BlockedIp[] {
    return this.inForce(this.index.within(range.start, prefixIn128(range))).map(({ block }) => block);
  }

  /** How many narrower blocks lie inside of each of some ranges, by its CIDR: one pass over all blocks, with pauses. */
  async countWithin(ranges: readonly AddressRange[]): Promise<ReadonlyMap<string, number>> {
    const wanted = new RangeIndex<string>();
    for (const range of ranges) {
      if (range.start !== range.end) {
        wanted.set({ start: range.start, prefix: prefixIn128(range), value: range.cidr });
      }
    }
    const counts = new Map<string, number>();
    if (wanted.size === 0) return counts;
    let looked = 0;
    for (const { block } of this.inForce(this.index.values())) {
      const inner = parseRange(block.range);
      if ('problem' in inner) continue;
      for (const cidr of wanted.around(inner.start, prefixIn128(inner))) {
        if (cidr !== block.range) counts.set(cidr, (counts.get(cidr) ?? 0) + 1);
      }
      looked += 1;
      if (looked % PAUSE_AFTER === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    return counts;
  }

  private inForce(entries: Iterable<Entry>): Entry[] {
    const now = this.clock.now().getTime();
    return [...entries].filter(({ until }) => until > now);
  }

  private async read(): Promise<void> {
    const first = this.loadedUpTo === null;
    // before what is in force is read, so that the next look finds what happens meanwhile
    let upTo = this.loadedUpTo ?? (await this.blocks.findNewestChange()) ?? new Date(0);
    const found = first ? this.blocks.readInForce() : this.blocks.readChangedSince(since(upTo));
    for await (const block of found) {
      if (block.active) this.add(block);
      else this.remove(block);
      if (!first && block.updatedAt > upTo) upTo = block.updatedAt;
    }
    this.loadedUpTo = upTo;
  }

  private add(block: BlockedAddressDocument): void {
    if (this.ended.has(block._id.toHexString())) return;
    const until = block.blockedUntil?.getTime() ?? Number.POSITIVE_INFINITY;
    this.index.set({ start: block.rangeStart, prefix: block.prefix, value: { block: toBlockedIp(block), until } });
  }

  private remove(block: BlockedAddressDocument): void {
    const id = block._id.toHexString();
    this.ended.add(id);
    for (const oldest of this.ended) {
      if (this.ended.size <= MAX_ENDED) break;
      this.ended.delete(oldest);
    }
    // the range may have another block by now
    if (this.index.get(block.rangeStart, block.prefix)?.block.id === id) {
      this.index.delete(block.rangeStart, block.prefix);
    }
  }
}

function since(upTo: Date): Date {
  return new Date(upTo.getTime() - OVERLAP_MS);
}

// a block by hand keeps out more than an automatic one, so it decides where both hold
function strength(entry: Entry): number {
  if (entry.block.source === 'auto') return entry.until;
  return entry.until === Number.POSITIVE_INFINITY
    ? Number.POSITIVE_INFINITY
    : Number.MAX_SAFE_INTEGER / 2 + entry.until;
}
