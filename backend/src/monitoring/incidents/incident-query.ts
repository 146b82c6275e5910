import type { IncidentFilter } from '@classy-book/contracts/incidents';
import { mongo } from 'mongoose';
import { type AddressRange, parseRange } from '../../common/network/addresses.js';
import { AppError } from '../../common/response/app-error.js';
import { type IncidentCursor, sortOf } from './incident-cursor.js';
import type { IncidentQuery } from './incident.repository.js';
import { refused } from './incidents.errors.js';

/**
 * The query of a filter. Values are texts and moments, never objects from outside.
 * @param caller whom `me` means
 * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY
 */
export function toIncidentQuery(filter: IncidentFilter, caller: { readonly userId: string }): IncidentQuery {
  const conditions: IncidentQuery[] = [{ dryRun: filter.dryRun }];
  if (filter.state !== undefined && filter.state.length > 0) conditions.push({ state: { $in: [...filter.state] } });
  if (filter.severity !== undefined && filter.severity.length > 0) {
    conditions.push({ severity: { $in: [...filter.severity] } });
  }
  if (filter.kind !== undefined && filter.kind.length > 0) conditions.push({ kinds: { $in: [...filter.kind] } });
  if (filter.assignee !== undefined) conditions.push(assigneeQuery(filter.assignee, caller.userId));
  if (filter.account !== undefined) {
    conditions.push({ entities: { $elemMatch: { type: 'account', value: filter.account } } });
  }
  if (filter.address !== undefined) conditions.push(addressQuery(readRange(filter.address)));
  conditions.push(...timeQuery(filter));
  return { $and: conditions };
}

/** What follows a cursor in its sort. */
export function behind(query: IncidentQuery, { sort, value, id }: IncidentCursor): IncidentQuery {
  const { field, direction } = sortOf(sort);
  const compare = direction === 1 ? '$gt' : '$lt';
  const at = field === 'severityRank' ? value : new Date(value);
  const next = { _id: { [compare]: mongo.ObjectId.createFromHexString(id) } };
  return { $and: [query, { $or: [{ [field]: { [compare]: at } }, { [field]: at, ...next }] }] };
}

function assigneeQuery(assignee: string, userId: string): IncidentQuery {
  if (assignee === 'none') return { 'assignee.id': null };
  return { 'assignee.id': assignee === 'me' ? userId : assignee };
}

// the networks that hold it, and those that lie in it
function addressQuery({ start, end }: AddressRange): IncidentQuery {
  return {
    $or: [
      { entities: { $elemMatch: { start: { $lte: start }, end: { $gte: end } } } },
      { entities: { $elemMatch: { start: { $gte: start, $lte: end }, end: { $lte: end } } } },
    ],
  };
}

function timeQuery({ from, to }: IncidentFilter): IncidentQuery[] {
  if (from !== undefined && to !== undefined && Date.parse(from) >= Date.parse(to)) {
    throw refused('to', 'must be later than from');
  }
  const range = {
    ...(from === undefined ? {} : { $gte: new Date(from) }),
    ...(to === undefined ? {} : { $lt: new Date(to) }),
  };
  return Object.keys(range).length === 0 ? [] : [{ lastSeen: range }];
}

function readRange(text: string): AddressRange {
  const range = parseRange(text);
  if (!('problem' in range)) return range;
  if (range.problem === 'off_boundary' && range.suggestion !== null) {
    throw new AppError('RANGE_OFF_BOUNDARY', `The range does not start there. Did you mean ${range.suggestion}?`, {
      details: [{ path: 'address', message: `use ${range.suggestion}` }],
    });
  }
  throw refused('address', 'must be an IPv4 or IPv6 address or a CIDR range such as 203.0.113.0/24');
}
