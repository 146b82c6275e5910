import { auditFilterSchema, type AuditFilter } from '@classy-book/contracts/audit';

export const timeRanges = { '24h': 1, '7d': 7, '30d': 30, '90d': 90 } as const;
export type TimeRange = keyof typeof timeRanges;
/** The last hours or days, which follow the clock, or from one moment (ISO 8601) to another. */
export type TimeFilter = TimeRange | { readonly from: string; readonly to: string };
export const auditSorts = ['-timestamp', 'timestamp'] as const;
export type AuditSort = (typeof auditSorts)[number];

/** A thing that a record is of. */
export interface ResourceFilter {
  readonly type: string;
  readonly id: string;
}

/** What the list shows, in which order, and the record that is open. Empty lists and texts keep everything. */
export interface AuditLogFilter {
  readonly actor: string;
  readonly actions: readonly string[];
  readonly resource: ResourceFilter | null;
  readonly address: string;
  readonly requestId: string;
  /** Null is ever. */
  readonly time: TimeFilter | null;
  readonly sort: AuditSort;
  /** The id of the record that is open. */
  readonly record: string | null;
}

export const noFilter: AuditLogFilter = {
  actor: '',
  actions: [],
  resource: null,
  address: '',
  requestId: '',
  time: null,
  sort: '-timestamp',
  record: null,
};

const ID = /^[0-9a-f]{24}$/;

/** Reads the filter from the URL; what cannot be understood is left out. */
export function filterFromUrl(read: (name: string) => string | null): AuditLogFilter {
  const parse = (value: object): AuditFilter => {
    const result = auditFilterSchema.safeParse(value);
    return result.success ? result.data : {};
  };
  const given = (name: string): string => read(name)?.trim() ?? '';
  const [type, id] = [given('resourceType'), given('resourceId')];
  const resource = parse({ resourceType: type, resourceId: id }).resourceId;
  const record = read('record') ?? '';
  return {
    actor: parse({ actor: given('actor') }).actor ?? '',
    actions: parse({ action: given('action') }).action ?? [],
    resource: resource === undefined ? null : { type, id: resource },
    address: parse({ address: given('address') }).address ?? '',
    requestId: parse({ requestId: given('requestId') }).requestId ?? '',
    time: timeFromUrl(read),
    sort: auditSorts.find((value) => value === read('sort')) ?? noFilter.sort,
    record: ID.test(record) ? record : null,
  };
}

function timeFromUrl(read: (name: string) => string | null): TimeFilter | null {
  const range = (Object.keys(timeRanges) as TimeRange[]).find((value) => value === read('range'));
  if (range !== undefined) return range;
  const given = auditFilterSchema.safeParse({ from: read('from') ?? '', to: read('to') ?? '' });
  const { from, to } = given.success ? given.data : {};
  return from !== undefined && to !== undefined && Date.parse(from) < Date.parse(to) ? { from, to } : null;
}

/** Writes the filter for the URL; null takes a name out of it. */
export function filterToUrl(filter: AuditLogFilter): Readonly<Record<string, string | null>> {
  return {
    actor: filter.actor || null,
    action: filter.actions.join(',') || null,
    resourceType: filter.resource?.type ?? null,
    resourceId: filter.resource?.id ?? null,
    address: filter.address || null,
    requestId: filter.requestId || null,
    range: typeof filter.time === 'string' ? filter.time : null,
    from: typeof filter.time === 'string' ? null : (filter.time?.from ?? null),
    to: typeof filter.time === 'string' ? null : (filter.time?.to ?? null),
    sort: filter.sort === noFilter.sort ? null : filter.sort,
    record: filter.record,
  };
}

/** The query of the API, without the order: what the list and the export share. `now` is the server's clock. */
export function filterToQuery(filter: AuditLogFilter, now: number): Readonly<Record<string, string>> {
  const { sort: _sort, record: _record, range: _range, ...named } = filterToUrl(filter);
  const given = Object.entries(named).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  const from = typeof filter.time === 'string' ? [['from', fromOf(filter.time, now)] as const] : [];
  return Object.fromEntries([...given, ...from]);
}

/** True where something is kept out of the list. */
export function isFiltered(filter: AuditLogFilter): boolean {
  return Object.keys(filterToQuery(filter, 0)).length > 0;
}

/** Whole minutes, so that the same filter asks the same question for a while. */
function fromOf(range: TimeRange, now: number): string {
  return new Date(Math.floor((now - timeRanges[range] * 86_400_000) / 60_000) * 60_000).toISOString();
}
