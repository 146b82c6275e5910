import { addressKey } from '../../common/network/addresses.js';

/** A range as 16-byte hexadecimal bounds with what belongs to it. */
export interface IndexedRange<T> {
  readonly start: string;
  readonly prefix: number;
  readonly value: T;
}

type Table<K, T> = Map<K, IndexedRange<T>>;

const BITS = 128;
/** Where IPv4 begins in the 128 bits: ::ffff:0:0/96. */
const V4_PREFIX = 96;
const V4 = `${'0'.repeat(20)}ffff`;

/**
 * Finds the ranges that hold an address, in memory: one hash table per prefix length, so a look-up costs one probe for
 * each length in use, whatever the number of ranges. Prefixes count from the start of the 128 bits (an IPv4 /24 is /120).
 * Networks of IPv4 are numbers, all others texts: most requests and most blocks are IPv4, and numbers are found faster.
 */
export class RangeIndex<T> {
  private readonly v4 = new Map<number, Table<number, T>>();
  private readonly others = new Map<number, Table<string, T>>();
  private total = 0;

  /** The number of ranges. */
  get size(): number {
    return this.total;
  }

  set(range: IndexedRange<T>): void {
    const { start, prefix } = range;
    if (isV4(start, prefix)) this.put(this.v4, v4Network(v4Number(start), prefix), range);
    else this.put(this.others, network(start, prefix), range);
  }

  /** What belongs to exactly this range. */
  get(start: string, prefix: number): T | undefined {
    const range = isV4(start, prefix)
      ? this.v4.get(prefix)?.get(v4Network(v4Number(start), prefix))
      : this.others.get(prefix)?.get(network(start, prefix));
    return range?.value;
  }

  delete(start: string, prefix: number): void {
    if (isV4(start, prefix)) this.drop(this.v4, v4Network(v4Number(start), prefix), prefix);
    else this.drop(this.others, network(start, prefix), prefix);
  }

  /** What belongs to the ranges that hold `address`, in no particular order. */
  containing(address: string): T[] {
    if (this.total === 0) return [];
    const number = readV4(address);
    if (number === null) return this.around(addressKey(address), BITS);
    return [...this.aroundV4(number, BITS), ...this.wider(V4, V4_PREFIX)];
  }

  /** What belongs to a range and to those that hold it, in no particular order. */
  around(start: string, prefix: number): T[] {
    if (!isV4(start, prefix)) return this.wider(start, prefix);
    return [...this.aroundV4(v4Number(start), prefix), ...this.wider(start, V4_PREFIX)];
  }

  /** What belongs to the narrower ranges inside a range. It looks at every narrower range there is. */
  *within(start: string, prefix: number): Generator<T> {
    const wanted = network(start, prefix);
    for (const range of this.ranges()) {
      if (range.prefix > prefix && network(range.start, prefix) === wanted) yield range.value;
    }
  }

  /** Everything in the index. */
  *values(): Generator<T> {
    for (const { value } of this.ranges()) yield value;
  }

  private *ranges(): Generator<IndexedRange<T>> {
    for (const table of this.v4.values()) yield* table.values();
    for (const table of this.others.values()) yield* table.values();
  }

  private aroundV4(number: number, prefix: number): T[] {
    const found: T[] = [];
    for (const [wider, table] of this.v4) {
      const range = wider <= prefix ? table.get(v4Network(number, wider)) : undefined;
      if (range !== undefined) found.push(range.value);
    }
    return found;
  }

  private wider(start: string, prefix: number): T[] {
    const found: T[] = [];
    for (const [wider, table] of this.others) {
      const range = wider <= prefix ? table.get(network(start, wider)) : undefined;
      if (range !== undefined) found.push(range.value);
    }
    return found;
  }

  private put<K>(tables: Map<number, Table<K, T>>, key: K, range: IndexedRange<T>): void {
    const table = tables.get(range.prefix) ?? new Map<K, IndexedRange<T>>();
    tables.set(range.prefix, table);
    if (!table.has(key)) this.total += 1;
    table.set(key, range);
  }

  private drop<K>(tables: Map<number, Table<K, T>>, key: K, prefix: number): void {
    const table = tables.get(prefix);
    if (table?.delete(key) !== true) return;
    this.total -= 1;
    if (table.size === 0) tables.delete(prefix);
  }
}

function isV4(start: string, prefix: number): boolean {
  return prefix >= V4_PREFIX && start.startsWith(V4);
}

function v4Number(start: string): number {
  return parseInt(start.slice(V4.length), 16);
}

function v4Network(number: number, prefix: number): number {
  // a shift by 32 would be none
  return prefix === V4_PREFIX ? 0 : number >>> (BITS - prefix);
}

// the bits of the prefix as text: whole digits, and what is left of the last one
function network(start: string, prefix: number): string {
  const digits = prefix >> 2;
  const rest = prefix & 3;
  const whole = start.slice(0, digits);
  return rest === 0 ? whole : `${whole}.${String(parseInt(start.charAt(digits), 16) >> (4 - rest))}`;
}

/** An IPv4 address in its usual form as a number; null for everything else. */
function readV4(address: string): number | null {
  let number = 0;
  let part = -1;
  let parts = 1;
  for (let at = 0; at < address.length; at += 1) {
    const code = address.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      part = Math.max(part, 0) * 10 + code - 48;
      if (part > 255) return null;
    } else if (code === 46 && part >= 0 && parts < 4) {
      number = number * 256 + part;
      part = -1;
      parts += 1;
    } else {
      return null;
    }
  }
  return parts === 4 && part >= 0 ? number * 256 + part : null;
}
