import type { LookupAddress } from 'node:dns';
import { addressKey, isPublicAddress, normaliseAddress, parseRange } from '../../common/network/addresses.js';

/** A range of addresses as `addressKey` has them. */
export interface AllowedRange {
  readonly start: string;
  readonly end: string;
}

/** What is wrong with a target. */
export type TargetProblem = 'not_a_url' | 'scheme' | 'https' | 'credentials' | 'fragment' | 'port' | 'address';

/** What an installation allows. */
export interface TargetPolicy {
  readonly requireHttps: boolean;
  /** Addresses that are allowed although they are not public. */
  readonly allowed: readonly AllowedRange[];
}

const FIRST_FREE_PORT = 1_024;
const IPV4_MAPPED = `${'0'.repeat(20)}ffff`;

/**
 * Reads the address that a webhook goes to, in the way browsers do: integers, octal and hexadecimal forms of IPv4 are
 * what they stand for. A name is not looked up here: see `refusedAddress`.
 */
export function readTarget(text: string, { requireHttps, allowed }: TargetPolicy): URL | TargetProblem {
  if (!URL.canParse(text)) return 'not_a_url';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'scheme';
  if (requireHttps && url.protocol !== 'https:') return 'https';
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (url.hash !== '') return 'fragment';
  if (!isAllowedPort(url)) return 'port';
  const literal = literalAddress(url);
  return literal !== null && !isAllowedAddress(literal, allowed) ? 'address' : url;
}

/** The address that a URL names itself; null where it names a host. */
export function literalAddress(url: URL): string | null {
  return normaliseAddress(url.hostname.replace(/^\[|\]$/g, ''));
}

/**
 * Whether a connection may go to an address: one of the internet, or one that this installation allows. Loopback, private
 * and link-local networks (with the metadata services of clouds), carrier-grade NAT, multicast, and all IPv6 outside of
 * 2000::/3 (mapped, compatible, NAT64) and in 6to4 and Teredo are none: IANA's special-purpose registries, RFC 6890.
 */
export function isAllowedAddress(address: string, allowed: readonly AllowedRange[]): boolean {
  const canonical = normaliseAddress(address);
  if (canonical === null) return false;
  const key = addressKey(canonical);
  if (allowed.some(({ start, end }) => start <= key && key <= end)) return true;
  return isPublicAddress(canonical) && (key.startsWith(IPV4_MAPPED) || /^[23]/.test(key));
}

/** The first of the addresses of a name to which no connection may go; null where all are allowed. */
export function refusedAddress(addresses: readonly LookupAddress[], allowed: readonly AllowedRange[]): string | null {
  return addresses.find(({ address }) => !isAllowedAddress(address, allowed))?.address ?? null;
}

/** The ranges of the configuration. */
export function allowedRanges(ranges: readonly string[]): AllowedRange[] {
  return ranges.flatMap((range) => {
    const parsed = parseRange(range);
    return 'problem' in parsed ? [] : [{ start: parsed.start, end: parsed.end }];
  });
}

// other low ports belong to services that are not webhooks: mail, shells, directories
function isAllowedPort({ port }: URL): boolean {
  return port === '' || port === '80' || port === '443' || Number(port) >= FIRST_FREE_PORT;
}
