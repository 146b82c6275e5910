import type { AttemptFilter } from '@classy-book/contracts/attempts';
import { mongo } from 'mongoose';
import { idFloor } from '../../common/ids/time-ordered-ids.js';
import { type AddressRange, parseRange } from '../../common/network/addresses.js';
import { AppError } from '../../common/response/app-error.js';
import type { LoginAttemptDocument } from './login-attempt.schema.js';

type Query = mongo.Filter<LoginAttemptDocument>;

/**
 * The query of a filter. Time is asked for by `_id`, which sorts by time, so that every filter can be paged by it.
 * @throws AppError VALIDATION_FAILED for an address that is none or a range of time that is empty, RANGE_OFF_BOUNDARY
 */
export function toQuery(filter: AttemptFilter): Query {
  const { outcome, reason, method, email, address } = filter;
  return {
    ...oneOf('outcome', outcome),
    ...oneOf('failureReason', reason),
    ...oneOf('method', method),
    ...(email === undefined ? {} : { email }),
    ...(address === undefined ? {} : addressQuery(readAddressOrRange(address))),
    ...timeQuery(filter),
  };
}

/** The query of a list that goes on behind a cursor, upwards or downwards. */
export function withCursor(query: Query, cursor: string | undefined, direction: 1 | -1): Query {
  if (cursor === undefined) return query;
  const id = mongo.ObjectId.createFromHexString(cursor);
  return { $and: [query, { _id: direction === 1 ? { $gt: id } : { $lt: id } }] };
}

/** The part of a query that keeps the attempts from an address or a range. */
export function addressQuery(range: AddressRange): Query {
  return range.start === range.end ? { ipKey: range.start } : { ipKey: { $gte: range.start, $lte: range.end } };
}

/**
 * Reads an address or a CIDR range.
 * @throws AppError VALIDATION_FAILED or RANGE_OFF_BOUNDARY, with the range that was probably meant
 */
export function readAddressOrRange(text: string): AddressRange {
  const range = parseRange(text);
  if (!('problem' in range)) return range;
  if (range.problem === 'off_boundary' && range.suggestion !== null) {
    throw new AppError('RANGE_OFF_BOUNDARY', `The range does not start there. Did you mean ${range.suggestion}?`, {
      details: [{ path: 'address', message: `use ${range.suggestion}` }],
    });
  }
  throw refused('address', 'must be an IPv4 or IPv6 address or a CIDR range such as 203.0.113.0/24');
}

/** The refusal of one field. */
export function refused(path: string, message: string): AppError {
  return new AppError('VALIDATION_FAILED', 'Some fields are not as they should be.', { details: [{ path, message }] });
}

/** The attempts with `from <= time < to`, in milliseconds since the epoch. */
export function timeRange(from: number, to: number): Query {
  return { _id: { $gte: floorId(from), $lt: floorId(to) } };
}

function timeQuery({ from, to }: AttemptFilter): Query {
  if (from === undefined && to === undefined) return {};
  if (from !== undefined && to !== undefined && Date.parse(from) >= Date.parse(to)) {
    throw refused('to', 'must be later than from');
  }
  return {
    _id: {
      ...(from === undefined ? {} : { $gte: floorId(Date.parse(from)) }),
      ...(to === undefined ? {} : { $lt: floorId(Date.parse(to)) }),
    },
  };
}

function oneOf(field: 'outcome' | 'failureReason' | 'method', values: readonly string[] | undefined): Query {
  if (values === undefined || values.length === 0) return {};
  return { [field]: values.length === 1 ? values[0] : { $in: [...values] } };
}

// the first four bytes of an id are seconds, which end in the year 2106
function floorId(ms: number): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(idFloor(Math.min(ms, 0xffffffff * 1000)));
}
