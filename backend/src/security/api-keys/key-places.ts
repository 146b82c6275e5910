import { countedNetwork } from '../../common/network/addresses.js';

/** From where a key was used so far; missing in keys that were made before this was kept. */
export interface KnownPlaces {
  readonly networks?: readonly string[];
  readonly countries?: readonly string[];
}

/** From where it is used now. */
export interface KeyPlace {
  readonly network: string;
  readonly country: string | null;
}

/** What is to be kept of a place: a network, a country or both. */
export interface KeptPlace {
  readonly networks?: string;
  readonly countries?: string;
}

/** A key that was used from so many places is used from everywhere: a further one tells nothing. */
const MAX_PLACES = 20;

/** The network of a canonical address: the /24 of an IPv4 address, the /64 of an IPv6 address. */
export function keyNetwork(address: string): string {
  return address.includes(':') ? countedNetwork(address) : `${address.slice(0, address.lastIndexOf('.'))}.0/24`;
}

/** What of a place a key was not seen with, as far as it is kept. */
export function newIn(known: KnownPlaces, { network, country }: KeyPlace): { network: boolean; country: boolean } {
  const isNew = (list: readonly string[] = [], value: string | null): boolean =>
    value !== null && list.length < MAX_PLACES && !list.includes(value);
  return { network: isNew(known.networks, network), country: isNew(known.countries, country) };
}

/** The known places with one more. */
export function withPlace({ networks = [], countries = [] }: KnownPlaces, place: KeyPlace): KnownPlaces {
  const { network, country } = place;
  return {
    networks: [...new Set([...networks, network])],
    countries: country === null ? countries : [...new Set([...countries, country])],
  };
}
