import {
  BEHIND_DAYS,
  BEHIND_PERCENT,
  INACTIVE_DAYS,
  type PeopleFilter,
  type PeopleQuery,
  type PeopleSort,
  type RiskKind,
} from '@classy-book/contracts/course-people';
import type { EnrolmentStatus } from '@classy-book/contracts/enrolments';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import type { QueryFilter } from 'mongoose';
import { mongo } from 'mongoose';
import { behindPlace, readSortCursor, writeSortCursor } from '../../common/pagination/sort-cursor.js';
import { AppError } from '../../common/response/app-error.js';
import { searchKey } from '../../common/text/search-key.js';
import { READING, statusAt } from './enrolment.mapper.js';
import type { EnrolmentDocument } from './enrolment.schema.js';
import type { LearnerSort, LearnersQuery } from './enrolments.port.js';

const DAY_MS = 86_400_000;
// the greatest character: whatever begins with a text stands between it and the text with this behind it
const LAST = '\u{10ffff}';

type EnrolmentQuery = QueryFilter<EnrolmentDocument>;
type SortField = 'nameKey' | 'enrolledAt' | 'progress.percent' | 'activeAt' | 'grade';

interface Order {
  readonly field: SortField;
  readonly direction: 1 | -1;
}

/** A list of people that is to be read: what it keeps, and in which order. */
export interface PeopleSelection extends Order {
  readonly query: EnrolmentQuery;
}

const TEACHERS: Readonly<Record<PeopleSort, Order>> = {
  name: { field: 'nameKey', direction: 1 },
  '-name': { field: 'nameKey', direction: -1 },
  enrolledAt: { field: 'enrolledAt', direction: 1 },
  '-enrolledAt': { field: 'enrolledAt', direction: -1 },
  progress: { field: 'progress.percent', direction: 1 },
  '-progress': { field: 'progress.percent', direction: -1 },
  lastActivity: { field: 'activeAt', direction: 1 },
  '-lastActivity': { field: 'activeAt', direction: -1 },
};

const LEARNERS: Readonly<Record<LearnerSort, Order>> = {
  name: { field: 'nameKey', direction: 1 },
  progress: { field: 'progress.percent', direction: -1 },
  grade: { field: 'grade', direction: -1 },
};

/**
 * What the list of people reads.
 * @throws AppError VALIDATION_FAILED for a cursor that is none of this list
 */
export function toPeopleQuery(
  courseId: string,
  { sort, cursor, ...filter }: Omit<PeopleQuery, 'limit'>,
  now: Date,
): PeopleSelection {
  return select(courseId, filterConditions(filter, now), TEACHERS[sort], `people.${sort}`, cursor);
}

/** What the lists of learners that other features show read. */
export function toLearnersQuery(
  courseId: string,
  { q, status, sort, cursor }: LearnersQuery,
  now: Date,
): PeopleSelection {
  const statuses = status === undefined ? READING : [status];
  return select(
    courseId,
    filterConditions({ q, status: [...statuses] }, now),
    LEARNERS[sort],
    `learners.${sort}`,
    cursor,
  );
}

/** The cursor of `toPeopleQuery` that continues after somebody. */
export function peoplePlaceOf(enrolment: EnrolmentDocument, sort: PeopleSort): string {
  return write(enrolment, TEACHERS[sort], `people.${sort}`);
}

/** The cursor of `toLearnersQuery` that continues after somebody. */
export function placeOf(enrolment: EnrolmentDocument, sort: LearnerSort): string {
  return write(enrolment, LEARNERS[sort], `learners.${sort}`);
}

/** Why somebody may not finish; null for who is well on the way, and for who is not at work on the course. */
export function riskOf(
  enrolment: Pick<EnrolmentDocument, 'status' | 'expiresAt' | 'activeAt' | 'enrolledAt' | 'progress'>,
  now: Date,
): Exclude<RiskKind, 'any'> | null {
  if (statusAt(enrolment, now) !== 'active') return null;
  if (enrolment.activeAt < daysBefore(now, INACTIVE_DAYS)) return 'inactive';
  const isBehind = enrolment.enrolledAt < daysBefore(now, BEHIND_DAYS) && enrolment.progress.percent < BEHIND_PERCENT;
  return isBehind ? 'behind' : null;
}

function select(
  courseId: string,
  conditions: readonly EnrolmentQuery[],
  order: Order,
  name: string,
  cursor: string | undefined,
): PeopleSelection {
  const all = [{ courseId }, ...conditions, ...(cursor === undefined ? [] : [behind(cursor, order, name)])];
  return { query: { $and: all }, ...order };
}

function filterConditions({ q, status, source, progress, risk }: PeopleFilter, now: Date): EnrolmentQuery[] {
  const conditions: EnrolmentQuery[] = [];
  const key = q === undefined ? '' : searchKey(q);
  if (key !== '') {
    const beginning = { $gte: key, $lt: `${key}${LAST}` };
    conditions.push({ $or: [{ nameKey: beginning }, { lastNameKey: beginning }, { email: beginning }] });
  }
  if (status === undefined || status.length === 0) conditions.push({ status: { $ne: 'removed' } });
  else conditions.push(anyOf(status.map((one) => statusCondition(one, now))));
  if (source !== undefined && source.length > 0) conditions.push({ source: { $in: source } });
  if (progress === 'none') conditions.push({ 'progress.percent': 0 });
  if (progress === 'some') conditions.push({ 'progress.percent': { $gt: 0, $lt: 100 } });
  if (progress === 'done') conditions.push({ 'progress.percent': 100 });
  if (risk !== undefined) conditions.push(riskCondition(risk, now));
  return conditions;
}

function statusCondition(status: EnrolmentStatus, now: Date): EnrolmentQuery {
  if (READING.includes(status)) return { status, $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }] };
  if (status !== 'expired') return { status };
  return { $or: [{ status }, { status: { $in: [...READING] }, expiresAt: { $gt: new Date(0), $lte: now } }] };
}

function riskCondition(risk: RiskKind, now: Date): EnrolmentQuery {
  const inactive: EnrolmentQuery = { activeAt: { $lt: daysBefore(now, INACTIVE_DAYS) } };
  const behindTheRest: EnrolmentQuery = {
    enrolledAt: { $lt: daysBefore(now, BEHIND_DAYS) },
    'progress.percent': { $lt: BEHIND_PERCENT },
  };
  const kinds = { inactive: [inactive], behind: [behindTheRest], any: [inactive, behindTheRest] }[risk];
  return { $and: [statusCondition('active', now), anyOf(kinds)] };
}

function behind(text: string, { field, direction }: Order, name: string): EnrolmentQuery {
  const { value, id } = readSortCursor(text, name, field === 'nameKey' ? 'string' : 'number');
  const known = objectIdSchema.safeParse(id);
  const isMoment = field === 'enrolledAt' || field === 'activeAt';
  if (!known.success || (value === null && field !== 'grade')) throw badCursor();
  const stored = isMoment ? new Date(Number(value)) : value;
  if (stored instanceof Date && Number.isNaN(stored.getTime())) throw badCursor();
  return behindPlace(field, direction, stored, mongo.ObjectId.createFromHexString(known.data));
}

function write(enrolment: EnrolmentDocument, { field }: Order, name: string): string {
  const value = field === 'progress.percent' ? enrolment.progress.percent : enrolment[field];
  const plain = value instanceof Date ? value.getTime() : value;
  return writeSortCursor({ sort: name, value: plain, id: enrolment._id.toHexString() });
}

function badCursor(): AppError {
  return new AppError('VALIDATION_FAILED', 'Some fields are not as they should be.', {
    details: [{ path: 'cursor', message: 'is not a cursor of this list' }],
  });
}

function anyOf(conditions: readonly EnrolmentQuery[]): EnrolmentQuery {
  return conditions.length === 1 ? (conditions[0] ?? {}) : { $or: [...conditions] };
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}
