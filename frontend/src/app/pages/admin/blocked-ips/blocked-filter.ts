import { blockSources, type BlockSource, type BlockedIp } from '@classy-book/contracts/blocking';
import { covers, parseRange } from '../../../shared/components/address/cidr';

export const blockStates = ['active', 'expired', 'all'] as const;
export type BlockState = (typeof blockStates)[number];

/** What the list shows. No source and an empty address keep everything. */
export interface BlockedFilter {
  readonly state: BlockState;
  readonly source: BlockSource | null;
  /** Keeps the ranges that hold this address or range. */
  readonly address: string;
}

export const noFilter: BlockedFilter = { state: 'active', source: null, address: '' };

/** Reads the filter from the URL; what cannot be understood is left out. */
export function filterFromUrl(read: (name: string) => string | null): BlockedFilter {
  const address = (read('address') ?? '').trim();
  return {
    state: blockStates.find((state) => state === read('state')) ?? noFilter.state,
    source: blockSources.find((source) => source === read('source')) ?? null,
    address: parseRange(address) === null ? '' : address,
  };
}

/** Writes the filter for the URL; null takes a name out of it. */
export function filterToUrl(filter: BlockedFilter): Readonly<Record<keyof BlockedFilter, string | null>> {
  return {
    state: filter.state === noFilter.state ? null : filter.state,
    source: filter.source,
    address: filter.address || null,
  };
}

/** The query of the API. */
export function filterToQuery(filter: BlockedFilter): Readonly<Record<string, string>> {
  const { state, source, address } = filter;
  return { state, ...(source === null ? {} : { source }), ...(address === '' ? {} : { address }) };
}

/** True while a block keeps somebody out. */
export function isInForce(block: BlockedIp, now: number): boolean {
  return block.permanent || (block.blockedUntil !== null && Date.parse(block.blockedUntil) > now);
}

/** True for a block that the server would list under this filter too. */
export function matches(filter: BlockedFilter, block: BlockedIp, now: number): boolean {
  if (filter.state !== 'all' && (filter.state === 'active') !== isInForce(block, now)) return false;
  if (filter.source !== null && block.source !== filter.source) return false;
  const wanted = filter.address === '' ? null : parseRange(filter.address);
  const range = parseRange(block.range);
  return wanted === null || (range !== null && covers(range, wanted));
}

/** True where something is kept out of the usual view. */
export function isFiltered(filter: BlockedFilter): boolean {
  return filter.state !== noFilter.state || filter.source !== null || filter.address !== '';
}
