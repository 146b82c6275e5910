import {
  attemptMethods,
  attemptOutcomes,
  attemptReasons,
  type AttemptMethod,
  type AttemptOutcome,
  type AttemptReason,
  type LoginAttempt,
} from '@classy-book/contracts/attempts';
import { momentSchema, plainText } from '@classy-book/contracts/primitives';
import { holds, parseRange } from '../../../shared/components/address/cidr';

export const rangePresets = { '15m': 15, '1h': 60, '6h': 360, '24h': 1_440, '7d': 10_080, '30d': 43_200 } as const;
export type RangePreset = keyof typeof rangePresets;
export type TimeFilter = RangePreset | { readonly from: string; readonly to: string };
export type SortOrder = '-timestamp' | 'timestamp';

/** What the desk shows. Empty lists and empty texts keep everything. */
export interface DeskFilter {
  readonly time: TimeFilter;
  readonly outcome: readonly AttemptOutcome[];
  readonly reason: readonly AttemptReason[];
  readonly method: readonly AttemptMethod[];
  readonly address: string;
  readonly email: string;
  /** Two letters (ISO 3166-1), or `none` for attempts whose country is not known. */
  readonly country: string;
  readonly sort: SortOrder;
}

export const noFilter: DeskFilter = {
  time: '15m',
  outcome: [],
  reason: [],
  method: [],
  address: '',
  email: '',
  country: '',
  sort: '-timestamp',
};

/** Names and values as they stand in the URL; null takes a name out of it. */
export type UrlParams = Readonly<
  Record<
    'range' | 'from' | 'to' | 'outcome' | 'reason' | 'method' | 'address' | 'email' | 'country' | 'sort',
    string | null
  >
>;

const emailPart = plainText(1, 254);

/** Reads the filter from the URL. Whoever edits the URL by hand gets what can be understood; the rest is left out. */
export function filterFromUrl(read: (name: string) => string | null): DeskFilter {
  const list = <T extends string>(name: string, known: readonly T[]) => {
    const given = (read(name) ?? '').split(',');
    return known.filter((value) => given.includes(value));
  };
  const address = (read('address') ?? '').trim();
  const email = emailPart.safeParse(read('email'));
  return {
    time: timeFromUrl(read),
    outcome: list('outcome', attemptOutcomes),
    reason: list('reason', attemptReasons),
    method: list('method', attemptMethods),
    address: parseRange(address) === null ? '' : address,
    email: email.success ? email.data.normalize('NFKC').trim().toLowerCase() : '',
    country: readCountry(read('country') ?? '') ?? '',
    sort: read('sort') === 'timestamp' ? 'timestamp' : '-timestamp',
  };
}

/** Writes the filter for the URL. What is as usual is left out, so that a plain address stays plain. */
export function filterToUrl(filter: DeskFilter): UrlParams {
  const custom = typeof filter.time === 'string' ? null : filter.time;
  return {
    range: typeof filter.time === 'string' && filter.time !== noFilter.time ? filter.time : null,
    from: custom?.from ?? null,
    to: custom?.to ?? null,
    outcome: filter.outcome.join(',') || null,
    reason: filter.reason.join(',') || null,
    method: filter.method.join(',') || null,
    address: filter.address || null,
    email: filter.email || null,
    country: filter.country || null,
    sort: filter.sort === noFilter.sort ? null : filter.sort,
  };
}

/** The query of the API: the URL's, with the time range as two moments. `now` is the server's clock. */
export function filterToQuery(filter: DeskFilter, now: number): Readonly<Record<string, string>> {
  const { from, to } = timeSpan(filter.time, now);
  const query: UrlParams = {
    ...filterToUrl(filter),
    range: null,
    sort: null,
    from: iso(from),
    to: to === null ? null : iso(to),
  };
  return Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null));
}

/** The part of the query that the live stream is filtered by: everything but the time. */
export function filterToStream(filter: DeskFilter): Readonly<Record<string, string>> {
  const { outcome, reason, method, address, email, country } = filterToUrl(filter);
  const named = { outcome, reason, method, address, email, country };
  return Object.fromEntries(Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== null));
}

/** A country as the filter wants it, from what somebody typed: `de` is DE. Null where it is none; empty stays empty. */
export function readCountry(text: string): string | null {
  const typed = text.trim().toUpperCase();
  if (typed === 'NONE') return 'none';
  return typed === '' || /^[A-Z]{2}$/.test(typed) ? typed : null;
}

/** The first moment (inclusive) and the end (exclusive), in milliseconds; no end where the filter follows the clock. */
export function timeSpan(time: TimeFilter, now: number): { readonly from: number; readonly to: number | null } {
  if (typeof time === 'string') return { from: now - rangePresets[time] * 60_000, to: null };
  return { from: Date.parse(time.from), to: Date.parse(time.to) };
}

/** True for a live attempt that the server would list under this filter too. `now` is the server's clock. */
export function matches(filter: DeskFilter, attempt: LoginAttempt, now: number): boolean {
  const { from, to } = timeSpan(filter.time, now);
  const at = Date.parse(attempt.timestamp);
  if (at < from || (to !== null && at >= to)) return false;
  if (filter.outcome.length > 0 && !filter.outcome.includes(attempt.outcome)) return false;
  if (filter.reason.length > 0 && (attempt.reason === null || !filter.reason.includes(attempt.reason))) return false;
  if (filter.method.length > 0 && !filter.method.includes(attempt.method)) return false;
  if (filter.email !== '' && attempt.email.toLowerCase() !== filter.email) return false;
  if (filter.country !== '' && (attempt.country ?? 'none') !== filter.country) return false;
  if (filter.address === '') return true;
  const range = parseRange(filter.address);
  return range !== null && holds(range, attempt.ipAddress);
}

/** How many of the filters differ from "everything, as it happens". */
export function activeFilters(filter: DeskFilter): number {
  const lists = [filter.outcome, filter.reason, filter.method].filter((list) => list.length > 0).length;
  const texts = [filter.address, filter.email, filter.country].filter((text) => text !== '').length;
  return lists + texts + (filter.time === noFilter.time ? 0 : 1);
}

function timeFromUrl(read: (name: string) => string | null): TimeFilter {
  const [from, to] = [momentSchema.safeParse(read('from')), momentSchema.safeParse(read('to'))];
  if (from.success && to.success && Date.parse(from.data) < Date.parse(to.data))
    return { from: from.data, to: to.data };
  const preset = read('range');
  return preset !== null && isPreset(preset) ? preset : noFilter.time;
}

function isPreset(text: string): text is RangePreset {
  return Object.hasOwn(rangePresets, text);
}

function iso(moment: number): string {
  return new Date(moment).toISOString();
}
