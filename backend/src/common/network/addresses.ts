import ipaddr from 'ipaddr.js';

/** A CIDR range in canonical form; `start` and `end` are 16 bytes in hexadecimal, IPv4 mapped into ::ffff:0:0/96. */
export interface AddressRange {
  readonly cidr: string;
  readonly family: 4 | 6;
  readonly prefix: number;
  readonly start: string;
  readonly end: string;
}

/** What `parseRange` answers for a text that is no range: the reason, and the range that was probably meant. */
export interface RangeRefusal {
  readonly problem: 'not_a_range' | 'off_boundary';
  readonly suggestion: string | null;
}

/**
 * The canonical text of an address: IPv4-mapped IPv6 becomes IPv4, IPv6 is compressed (RFC 5952), a zone is refused.
 * @returns null where the text is no address (shorthand, octal and integer forms of IPv4 are none)
 */
export function normaliseAddress(text: string): string | null {
  const parsed = parseStrict(text);
  return parsed === null ? null : parsed.toString();
}

/** The 16 bytes of an address in hexadecimal, which sort in address order. `address` must be a valid one. */
export function addressKey(address: string): string {
  const parsed = parseStrict(address);
  if (parsed === null) throw new RangeError('not an IP address');
  return keyOf(parsed);
}

/**
 * Reads one address or a CIDR range. A range must stand on its boundary: 203.0.113.7/24 is refused, with
 * 203.0.113.0/24 as the suggestion, because nobody can tell which of the two mistakes it is.
 */
export function parseRange(text: string): AddressRange | RangeRefusal {
  const [addressPart = '', prefixPart, ...rest] = text.split('/');
  const typed = parseTyped(addressPart);
  if (typed === null || rest.length > 0) return { problem: 'not_a_range', suggestion: null };
  const width = typed.kind() === 'ipv4' ? 32 : 128;
  const typedPrefix = prefixPart === undefined ? width : readPrefix(prefixPart, width);
  if (typedPrefix === null) return { problem: 'not_a_range', suggestion: null };
  const { address, prefix } = unmapped(typed, typedPrefix);
  const bytes = toSixteenBytes(address);
  const offset = address.kind() === 'ipv4' ? 96 : 0;
  const first = masked(bytes, prefix + offset, 0);
  const canonical = fromSixteenBytes(first, address.kind());
  const cidr = `${canonical}/${String(prefix)}`;
  if (hex(first) !== hex(bytes)) return { problem: 'off_boundary', suggestion: cidr };
  return {
    cidr,
    family: address.kind() === 'ipv4' ? 4 : 6,
    prefix,
    start: hex(first),
    end: hex(masked(bytes, prefix + offset, 0xff)),
  };
}

/**
 * What an address counts as: an IPv4 address as itself, an IPv6 address as its /64, which is what one customer is given
 * and can pick new addresses from at will (RFC 6177). A text that is no address stays as it is.
 */
export function countedNetwork(address: string): string {
  const parsed = parseStrict(address);
  if (parsed === null || parsed.kind() === 'ipv4') return parsed?.toString() ?? address;
  return `${fromSixteenBytes(masked(toSixteenBytes(parsed), 64, 0), 'ipv6')}/64`;
}

/** True for an address that somebody on the internet has: not a private, reserved or documentation one, nor none. */
export function isPublicAddress(address: string): boolean {
  return parseStrict(address)?.range() === 'unicast';
}

/** True when the range holds exactly one address. */
export function isSingleAddress(range: AddressRange): boolean {
  return range.start === range.end;
}

function readPrefix(text: string, width: number): number | null {
  if (!/^(0|[1-9]\d{0,2})$/.test(text)) return null;
  const prefix = Number(text);
  return prefix <= width ? prefix : null;
}

type Parsed = ipaddr.IPv4 | ipaddr.IPv6;

function parseTyped(text: string): Parsed | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text)) return ipaddr.IPv6.parse(text);
  return null;
}

function parseStrict(text: string): Parsed | null {
  const typed = parseTyped(text);
  return typed === null ? null : unmapped(typed, typed.kind() === 'ipv4' ? 32 : 128).address;
}

function unmapped(address: Parsed, prefix: number): { address: Parsed; prefix: number } {
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && prefix >= 96) {
    return { address: address.toIPv4Address(), prefix: prefix - 96 };
  }
  return { address, prefix };
}

function toSixteenBytes(address: Parsed): number[] {
  const bytes = address.toByteArray();
  return bytes.length === 16 ? bytes : [...Array<number>(10).fill(0), 0xff, 0xff, ...bytes];
}

function fromSixteenBytes(bytes: number[], kind: 'ipv4' | 'ipv6'): string {
  return ipaddr.fromByteArray(kind === 'ipv4' ? bytes.slice(12) : bytes).toString();
}

function masked(bytes: readonly number[], prefix: number, fill: 0 | 0xff): number[] {
  return bytes.map((byte, index) => {
    const kept = Math.min(8, Math.max(0, prefix - index * 8));
    const mask = (0xff << (8 - kept)) & 0xff;
    return (byte & mask) | (fill & ~mask & 0xff);
  });
}

function keyOf(address: Parsed): string {
  return hex(toSixteenBytes(address));
}

function hex(bytes: readonly number[]): string {
  return Buffer.from(bytes).toString('hex');
}
