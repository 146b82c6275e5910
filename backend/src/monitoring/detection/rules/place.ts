import { LRUCache } from 'lru-cache';
import { parseRange } from '../../../common/network/addresses.js';

/**
 * Where something came from: the address, the network of one customer (a /32, or a /64 of IPv6) and the one around it
 * (a /24, or a /48), both in canonical form.
 */
export interface Place {
  readonly address: string;
  readonly single: string;
  readonly wide: string;
}

const known = new LRUCache<string, Place>({ max: 20_000 });

/** The place of a canonical address; null where the text is none. */
export function placeOf(address: string): Place | null {
  const remembered = known.get(address);
  if (remembered !== undefined) return remembered;
  const isIpv6 = address.includes(':');
  const single = around(address, isIpv6 ? 64 : 32);
  const wide = around(address, isIpv6 ? 48 : 24);
  if (single === null || wide === null) return null;
  const place = { address, single, wide };
  known.set(address, place);
  return place;
}

/** The network around the one of a customer. */
export function wideOf(single: string): string {
  return placeOf(single.slice(0, single.indexOf('/')))?.wide ?? single;
}

function around(address: string, prefix: number): string | null {
  const range = parseRange(`${address}/${String(prefix)}`);
  return 'cidr' in range ? range.cidr : range.suggestion;
}
