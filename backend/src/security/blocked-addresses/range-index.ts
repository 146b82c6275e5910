import { addressKey } from '../../common/network/addresses.js';

/** A range as 16-byte hexadecimal bounds with what belongs to it. */
export interface IndexedRange<T> {
  readonly start: string;
  readonly prefix: number;
  readonly value: T;
}

const BITS = 128;
const WIDTH = BigInt(BITS);

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

  /** What belongs to exactly this range. */
  get(start: string, prefix: number): T | undefined {
    return this.tables.get(prefix)?.get(networkOf(toNumber(start), prefix));
  }

  delete(start: string, prefix: number): void {
    const table = this.tables.get(prefix);
    if (table?.delete(networkOf(toNumber(start), prefix)) !== true) return;
    this.total -= 1;
    if (table.size === 0) this.tables.delete(prefix);
  }

  /** What belongs to the ranges that hold `address`, in no particular order. */
  *containing(address: string): Generator<T> {
    if (this.total > 0) yield* this.around(addressKey(address), BITS);
  }

  /** What belongs to a range and to those that hold it, in no particular order. */
  *around(start: string, prefix: number): Generator<T> {
    const key = toNumber(start);
    for (const [wider, table] of this.tables) {
      if (wider > prefix) continue;
      const value = table.get(networkOf(key, wider));
      if (value !== undefined) yield value;
    }
  }

  /** What belongs to the narrower ranges inside a range. It looks at every narrower range there is. */
  *within(start: string, prefix: number): Generator<T> {
    const network = networkOf(toNumber(start), prefix);
    for (const [narrower, table] of this.tables) {
      if (narrower <= prefix) continue;
      const shift = BigInt(narrower - prefix);
      for (const [key, value] of table) {
        if (key >> shift === network) yield value;
      }
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
