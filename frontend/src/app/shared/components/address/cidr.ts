/**
 * IP addresses and CIDR ranges as numbers, for questions that the page must answer without a round trip: does this
 * range hold that address, and what would a wider block be. The server stays the judge of what may be blocked.
 */
export type Family = 4 | 6;

export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** A range from its first to its last address, both inclusive. */
export interface Range {
  readonly family: Family;
  readonly prefix: number;
  readonly start: bigint;
  readonly end: bigint;
}

const BITS: Readonly<Record<Family, number>> = { 4: 32, 6: 128 };
const MAPPED_V4 = 0xffffn;

/** Reads one address; an IPv4-mapped IPv6 address is its IPv4 address. Null where it is none. */
export function parseAddress(text: string): Address | null {
  const v4 = parseV4(text);
  if (v4 !== null) return { family: 4, value: v4 };
  const v6 = parseV6(text);
  if (v6 === null) return null;
  return v6 >> 32n === MAPPED_V4 ? { family: 4, value: v6 & 0xffff_ffffn } : { family: 6, value: v6 };
}

/** Reads an address or a CIDR range; bits behind the prefix are cut off. Null where it is neither. */
export function parseRange(text: string): Range | null {
  const [host = '', bits, ...rest] = text.trim().split('/');
  const address = parseAddress(host);
  if (address === null || rest.length > 0) return null;
  if (bits === undefined) return rangeOf(address, BITS[address.family]);
  if (!/^\d{1,3}$/.test(bits)) return null;
  // A prefix written for the mapped form counts the 96 bits in front of the IPv4 address.
  const prefix = host.includes(':') && address.family === 4 ? Number(bits) - 96 : Number(bits);
  return prefix < 0 || prefix > BITS[address.family] ? null : rangeOf(address, prefix);
}

/** The range of `prefix` bits around an address. */
export function rangeOf(address: Address, prefix: number): Range {
  const free = BigInt(BITS[address.family] - prefix);
  const start = (address.value >> free) << free;
  return { family: address.family, prefix, start, end: start + (1n << free) - 1n };
}

/** True where every address of `inner` is in `outer`. */
export function covers(outer: Range, inner: Range): boolean {
  return outer.family === inner.family && outer.start <= inner.start && inner.end <= outer.end;
}

/** True where `address` is text for an address inside the range. */
export function holds(range: Range, address: string): boolean {
  const parsed = parseAddress(address);
  return parsed !== null && parsed.family === range.family && range.start <= parsed.value && parsed.value <= range.end;
}

/** The range in canonical CIDR form, such as 203.0.113.0/24 or 2001:db8::/64. */
export function formatRange(range: Range): string {
  return `${formatAddress({ family: range.family, value: range.start })}/${String(range.prefix)}`;
}

/** An address in canonical form (RFC 5952 for IPv6). */
export function formatAddress(address: Address): string {
  return address.family === 4 ? formatV4(address.value) : formatV6(address.value);
}

/** How a range is shown: one address goes without its /32 or /128. Text that is no range comes back as it is. */
export function shownRange(text: string): string {
  const range = parseRange(text);
  if (range === null || range.prefix !== BITS[range.family]) return text;
  return formatAddress({ family: range.family, value: range.start });
}

/** The blocks offered for an address, narrowest first: /32 and /24, or /128, /64 and /48. Empty where it is no address. */
export function widenings(text: string): readonly Range[] {
  const address = parseAddress(text);
  if (address === null) return [];
  const prefixes = address.family === 4 ? [32, 24] : [128, 64, 48];
  return prefixes.map((prefix) => rangeOf(address, prefix));
}

/** How many addresses a range holds. */
export function sizeOf(range: Range): bigint {
  return range.end - range.start + 1n;
}

function parseV4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let value = 0n;
  for (const part of parts) {
    // A leading zero is refused: some readers take 010 for eight.
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

function parseV6(text: string): bigint | null {
  const plain = withoutDottedTail(text);
  if (plain === null) return null;
  const halves = plain.split('::');
  if (halves.length > 2) return null;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const [head = [], tail = []] = groups;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  let value = 0n;
  for (const group of [...head, ...Array.from({ length: missing }, () => '0'), ...tail]) {
    if (!/^[0-9a-f]{1,4}$/i.test(group)) return null;
    value = (value << 16n) | BigInt(`0x${group}`);
  }
  return value;
}

/** Writes a dotted IPv4 tail as two groups. Null where the tail is no IPv4 address. */
function withoutDottedTail(text: string): string | null {
  const cut = text.lastIndexOf(':');
  if (cut < 0) return null;
  const tail = text.slice(cut + 1);
  if (!tail.includes('.')) return text;
  const v4 = parseV4(tail);
  return v4 === null ? null : `${text.slice(0, cut + 1)}${(v4 >> 16n).toString(16)}:${(v4 & 0xffffn).toString(16)}`;
}

function formatV4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
}

function formatV6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => (value >> BigInt((7 - index) * 16)) & 0xffffn);
  const gap = longestZeros(groups);
  const text = (part: readonly bigint[]) => part.map((group) => group.toString(16)).join(':');
  return gap.length < 2
    ? text(groups)
    : `${text(groups.slice(0, gap.start))}::${text(groups.slice(gap.start + gap.length))}`;
}

function longestZeros(groups: readonly bigint[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, index) => {
    if (group !== 0n) start = index + 1;
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start };
  });
  return best;
}
