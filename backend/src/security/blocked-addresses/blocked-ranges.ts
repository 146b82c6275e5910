import type { BlockedIp } from '@classy-book/contracts/blocking';
import { Injectable } from '@nestjs/common';
import { toBlockedIp } from './blocked-address.mapper.js';
import { BlockedAddressRepository } from './blocked-address.repository.js';
import type { BlockedAddressDocument } from './blocked-address.schema.js';
import { RangeIndex } from './range-index.js';

interface Entry {
  readonly block: BlockedIp;
  readonly until: number;
}

// what other processes wrote around the last look, whose clocks may differ from ours
const OVERLAP_MS = 10_000;

/** The blocks in force, in memory, for the look-up that every request makes. As large as the list of blocks. */
@Injectable()
export class BlockedRanges {
  private readonly index = new RangeIndex<Entry>();
  private loadedUpTo = new Date(0);

  constructor(private readonly blocks: BlockedAddressRepository) {}

  get size(): number {
    return this.index.size;
  }

  /** Takes over what changed in the database since the last time. */
  async load(): Promise<void> {
    const changed = await this.blocks.findChangedSince(new Date(this.loadedUpTo.getTime() - OVERLAP_MS));
    for (const block of changed) {
      if (block.endedAt === null) this.add(block);
      else this.remove(block);
      if (block.updatedAt > this.loadedUpTo) this.loadedUpTo = block.updatedAt;
    }
  }

  add(block: BlockedAddressDocument): void {
    const until = block.blockedUntil?.getTime() ?? Number.POSITIVE_INFINITY;
    this.index.set({ start: block.rangeStart, prefix: block.prefix, value: { block: toBlockedIp(block), until } });
  }

  remove(block: BlockedAddressDocument): void {
    this.index.delete(block.rangeStart, block.prefix);
  }

  /** The block that keeps `address` out the longest; null where there is none. */
  find(address: string, now: Date): BlockedIp | null {
    let longest: Entry | null = null;
    for (const entry of this.index.containing(address)) {
      if (entry.until > now.getTime() && (longest === null || strength(entry) > strength(longest))) longest = entry;
    }
    return longest?.block ?? null;
  }

  /** The ranges in force that hold `address`. */
  covering(address: string, now: Date): string[] {
    return [...this.index.containing(address)]
      .filter((entry) => entry.until > now.getTime())
      .map((entry) => entry.block.range);
  }
}

// a block by hand keeps out more than an automatic one, so it decides where both hold
function strength(entry: Entry): number {
  return entry.block.source === 'auto' ? entry.until : Number.MAX_SAFE_INTEGER + (entry.until === Infinity ? 2 : 1);
}
