import {
  blockSorts,
  blockSources,
  type BlockRecord,
  type BlockSort,
  type BlockSource,
} from '@classy-book/contracts/blocking';
import { emailSchema } from '@classy-book/contracts/primitives';
import { covers, parseRange } from '../../../shared/components/address/cidr';
import { reads } from './reason-words';

export const blockStates = ['active', 'expired', 'all'] as const;
export type BlockState = (typeof blockStates)[number];

/** What the list shows, and in which order. No source and empty texts keep everything. */
export interface BlockedFilter {
  readonly state: BlockState;
  readonly source: BlockSource | null;
  /** Keeps the ranges that have something in common with this address or range. */
  readonly address: string;
  /** Words of the reason. */
  readonly q: string;
  /** The email of who blocked. */
  readonly by: string;
  readonly sort: BlockSort;
}

export const noFilter: BlockedFilter = {
  state: 'active',
  source: null,
  address: '',
  q: '',
  by: '',
  sort: 'newest',
};

/** Reads the filter from the URL; what cannot be understood is left out. */
export function filterFromUrl(read: (name: string) => string | null): BlockedFilter {
  const address = (read('address') ?? '').trim();
  return {
    state: blockStates.find((state) => state === read('state')) ?? noFilter.state,
    source: blockSources.find((source) => source === read('source')) ?? null,
    address: parseRange(address) === null ? '' : address,
    q: plain(read('q') ?? ''),
    by: emailIn(read('by') ?? ''),
    sort: blockSorts.find((sort) => sort === read('sort')) ?? noFilter.sort,
  };
}

/** The email in a text, as the server compares it; empty where there is none. */
export function emailIn(text: string): string {
  const email = emailSchema.safeParse(text);
  return email.success ? email.data : '';
}

function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').slice(0, 100);
}

/** Writes the filter for the URL; null takes a name out of it. */
export function filterToUrl(filter: BlockedFilter): Readonly<Record<keyof BlockedFilter, string | null>> {
  return {
    state: filter.state === noFilter.state ? null : filter.state,
    source: filter.source,
    address: filter.address || null,
    q: filter.q || null,
    by: filter.by || null,
    sort: filter.sort === noFilter.sort ? null : filter.sort,
  };
}

/** The query of the API; of an export without the order, which is always newest first. */
export function filterToQuery({ sort, ...filter }: BlockedFilter, ordered = true): Readonly<Record<string, string>> {
  const { state, source, address, q, by } = filter;
  return {
    state,
    ...(source === null ? {} : { source }),
    ...(address === '' ? {} : { address, match: 'overlaps' }),
    ...(q === '' ? {} : { q }),
    ...(by === '' ? {} : { by }),
    ...(ordered && sort !== noFilter.sort ? { sort } : {}),
  };
}

/** True while a block keeps somebody out. */
export function isInForce(block: BlockRecord, now: number): boolean {
  if (block.endedAt !== null) return false;
  return block.permanent || (block.blockedUntil !== null && Date.parse(block.blockedUntil) > now);
}

/** True for a block that the server would list under this filter too. */
export function matches(filter: BlockedFilter, block: BlockRecord, now: number): boolean {
  if (filter.state !== 'all' && (filter.state === 'active') !== isInForce(block, now)) return false;
  if (filter.source !== null && block.source !== filter.source) return false;
  if (filter.by !== '' && block.createdBy !== filter.by) return false;
  if (!reads(block.reason, filter.q)) return false;
  const wanted = filter.address === '' ? null : parseRange(filter.address);
  const range = parseRange(block.range);
  return wanted === null || (range !== null && (covers(range, wanted) || covers(wanted, range)));
}

/** True where something is kept out of the usual view. */
export function isFiltered({ state, source, address, q, by }: BlockedFilter): boolean {
  return state !== noFilter.state || source !== null || address !== '' || q !== '' || by !== '';
}
