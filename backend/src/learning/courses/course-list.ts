import { type CourseListQuery, courseSorts } from '@classy-book/contracts/courses';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Types } from 'mongoose';
import { z } from 'zod';
import { AppError } from '../../common/response/app-error.js';
import type { CourseOrder, CourseQuery } from './course.repository.js';
import type { CourseDocument } from './course.schema.js';
import { wordsOf } from './title-words.js';

type Sort = CourseListQuery['sort'];

interface Cursor {
  readonly sort: Sort;
  readonly value: string | number | null;
  readonly id: string;
}

// greater than every text that begins with the same letters
const LAST = '\u{10ffff}';
const MAX_MOMENT = 8.64e15;

const cursorSchema = z.strictObject({
  sort: z.enum(courseSorts),
  value: z.union([z.string().max(200), z.number().int().min(0).max(MAX_MOMENT), z.null()]),
  id: objectIdSchema,
});

/** The filter of a list as the database is asked; `teacherId` null: everybody's courses. */
export function toCourseQuery(
  { q, state }: Pick<CourseListQuery, 'q' | 'state'>,
  teacherId: string | null,
): CourseQuery {
  const parts: CourseQuery[] = [];
  if (teacherId !== null) parts.push({ teacherIds: teacherId });
  if (state !== undefined) parts.push({ state });
  const words = wordsOf(q ?? '');
  // what holds no letter is in no title
  if (q !== undefined && words.length === 0) parts.push({ words: '' });
  for (const word of words) parts.push({ words: { $elemMatch: { $gte: word, $lt: `${word}${LAST}` } } });
  return parts.length === 0 ? {} : { $and: parts };
}

/** Newest first, or by title; ties go by id. */
export function orderOf(sort: Sort): CourseOrder {
  if (sort === 'title') return { titleKey: 1, _id: 1 };
  return sort === 'updated' ? { updatedAt: -1, _id: -1 } : { _id: -1 };
}

/** The cursor that continues a list after a course. */
export function cursorAfter(course: CourseDocument, sort: Sort): string {
  const values = { updated: course.updatedAt.getTime(), title: course.titleKey, created: null };
  const cursor: Cursor = { sort, value: values[sort], id: course._id.toHexString() };
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * What follows a cursor that came back.
 * @throws AppError VALIDATION_FAILED where it is none of ours, or belongs to another sort
 */
export function behind(query: CourseQuery, text: string, sort: Sort): CourseQuery {
  const { value, id } = readCursor(text, sort);
  const _id = Types.ObjectId.createFromHexString(id);
  if (typeof value === 'string') {
    return { $and: [query, { $or: [{ titleKey: { $gt: value } }, { titleKey: value, _id: { $gt: _id } }] }] };
  }
  if (value === null) return { $and: [query, { _id: { $lt: _id } }] };
  const at = new Date(value);
  return { $and: [query, { $or: [{ updatedAt: { $lt: at } }, { updatedAt: at, _id: { $lt: _id } }] }] };
}

function readCursor(text: string, sort: Sort): Cursor {
  const { data: cursor } = cursorSchema.safeParse(parse(text));
  const kinds = { updated: 'number', title: 'string', created: 'object' };
  if (cursor?.sort !== sort || typeof cursor.value !== kinds[sort]) {
    throw new AppError('VALIDATION_FAILED', 'Some fields are not as they should be.', {
      details: [{ path: 'cursor', message: 'is not a cursor of this list' }],
    });
  }
  return cursor;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
