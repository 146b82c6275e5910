import type { AttemptFilter } from '@classy-book/contracts/attempts';
import { mongo } from 'mongoose';
import { type AddressRange, parseRange } from '../../common/network/addresses.js';
import { AppError } from '../../common/response/app-error.js';
import { type IdWindow, windowOf } from './id-window.js';
import type { LoginAttemptDocument } from './login-attempt.schema.js';

type Query = mongo.Filter<LoginAttemptDocument>;

/**
 * The query of a filter, without its time: see `toWindow`.
 * @throws AppError VALIDATION_FAILED, RANGE_OFF_BOUNDARY
 */
export function toQuery({ outcome, reason, method, email, address, country }: AttemptFilter): Query {
  return {
    ...oneOf('outcome', outcome),
    ...oneOf('failureReason', reason),
    ...oneOf('method', method),
    ...(email === undefined ? {} : { email }),
    ...(address === undefined ? {} : addressQuery(readAddressOrRange(address))),
    ...(country === undefined ? {} : { country: country === 'none' ? null : country }),
  };
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

/**
 * The ids between the times of a filter: they sort by time, so every filter can be paged by them.
 * @throws AppError VALIDATION_FAILED for a range of time that is empty
 */
export function toWindow({ from, to }: Pick<AttemptFilter, 'from' | 'to'>): IdWindow {
  if (from !== undefined && to !== undefined && Date.parse(from) >= Date.parse(to)) {
    throw refused('to', 'must be later than from');
  }
  return windowOf(from === undefined ? undefined : Date.parse(from), to === undefined ? undefined : Date.parse(to));
}

/** A query for the ids of a window only. */
export function within(query: Query, { from, to }: IdWindow): Query {
  return { ...query, _id: { $gte: oid(from), $lt: oid(to) } };
}

/** True where a filter may keep so many attempts that an index of its own is no short way to a page of them. */
export function mayKeepMany({ outcome, reason, method, address, email, country }: AttemptFilter): boolean {
  if (email !== undefined) return false;
  const listed = [outcome, reason, method].some((values) => values !== undefined && values.length > 0);
  return listed || country !== undefined || (address?.includes('/') ?? false);
}

function oneOf(field: 'outcome' | 'failureReason' | 'method', values: readonly string[] | undefined): Query {
  if (values === undefined || values.length === 0) return {};
  return { [field]: values.length === 1 ? values[0] : { $in: [...values] } };
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
