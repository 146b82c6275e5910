import type { AllowedIp } from '@classy-book/contracts/blocking';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { AddressRange } from '../../common/network/addresses.js';
import { AllowedAddressRepository, toAllowedIp } from './allowed-address.repository.js';
import { prefixIn128 } from './block-draft.js';
import { RangeIndex } from './range-index.js';

interface Entry {
  readonly allowed: AllowedIp;
  readonly until: number;
}

/** The allow list, in memory, for the look-up that every request makes which a block would keep out. */
@Injectable()
export class AllowedRanges {
  private index = new RangeIndex<Entry>();
  private loading: Promise<void> = Promise.resolve();

  constructor(
    private readonly repository: AllowedAddressRepository,
    private readonly clock: Clock,
  ) {}

  /** Reads the list again. It is short, so all of it; one reading after the other, so that an older one cannot win. */
  async load(): Promise<void> {
    this.loading = this.loading
      .catch(() => undefined)
      .then(async () => {
        await this.read();
      });
    await this.loading;
  }

  /** The entry that lets an address in; null where there is none. */
  find(address: string): AllowedIp | null {
    return this.inForce(this.index.containing(address))[0] ?? null;
  }

  /** The entry that holds all of a range; null where there is none. */
  holding(range: AddressRange): AllowedIp | null {
    return this.inForce(this.index.around(range.start, prefixIn128(range)))[0] ?? null;
  }

  /** The entries that have something in common with a range. */
  overlapping(range: AddressRange): AllowedIp[] {
    const prefix = prefixIn128(range);
    return [
      ...this.inForce(this.index.around(range.start, prefix)),
      ...this.inForce(this.index.within(range.start, prefix)),
    ];
  }

  private inForce(entries: Iterable<Entry>): AllowedIp[] {
    const now = this.clock.now().getTime();
    return [...entries].filter(({ until }) => until > now).map(({ allowed }) => allowed);
  }

  private async read(): Promise<void> {
    const index = new RangeIndex<Entry>();
    for (const entry of await this.repository.findAll()) {
      const value = { allowed: toAllowedIp(entry), until: entry.until?.getTime() ?? Number.POSITIVE_INFINITY };
      index.set({ start: entry.rangeStart, prefix: entry.prefix, value });
    }
    this.index = index;
  }
}
