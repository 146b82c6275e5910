import { addressKey } from '../../common/network/addresses.js';

/** A range as 16-byte hexadecimal bounds with what belongs to it. */
export interface IndexedRange<T> {
  readonly start: string;
  readonly prefix: number;
  readonly value: T;
}

const WIDTH = 128n;

/**
 * Finds the ranges that hold an address, in memory: one hash table per prefix length, so a look-up costs one probe for
 * each length in use, whatever the number of ranges. Prefixes count from the start of the 128 bits (an IPv4 /24 is /120).
 */
export class RangeIndex<T> {
  private readonly tables = new Map<number, Map<bigint, T>>();
  private total = 0;

  /** The number of ranges. */
  get size(): number {
    return this.total;
  }

  set(range: IndexedRange<T>): void {
    const table = this.tables.get(range.prefix) ?? new Map<bigint, T>();
    this.tables.set(range.prefix, table);
    const network = networkOf(toNumber(range.start), range.prefix);
    if (!table.has(network)) this.total += 1;
    table.set(network, range.value);
  }

  delete(start: string, prefix: number): void {
    const table = this.tables.get(prefix);
    if (table?.delete(networkOf(toNumber(start), prefix)) !== true) return;
    this.total -= 1;
    if (table.size === 0) this.tables.delete(prefix);
  }

  /** What belongs to the ranges that hold `address`, in no particular order. */
  *containing(address: string): Generator<T> {
    if (this.total === 0) return;
    const key = toNumber(addressKey(address));
    for (const [prefix, table] of this.tables) {
      const value = table.get(networkOf(key, prefix));
      if (value !== undefined) yield value;
    }
  }

  /** Everything in the index. */
  *values(): Generator<T> {
    for (const table of this.tables.values()) yield* table.values();
  }
}

function toNumber(key: string): bigint {
  return BigInt(`0x${key}`);
}

function networkOf(address: bigint, prefix: number): bigint {
  return address >> (WIDTH - BigInt(prefix));
}
