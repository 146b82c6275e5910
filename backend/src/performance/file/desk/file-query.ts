import type { FileFilter, fileSorts } from '@classy-book/contracts/file-desk';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { mongo } from 'mongoose';
import { behindPlace, readSortCursor, writeSortCursor } from '../../../common/pagination/sort-cursor.js';
import { AppError } from '../../../common/response/app-error.js';
import { searchKey } from '../../../common/text/search-key.js';
import type { FileDocument } from '../file.schema.js';

/** A condition on files, for MongoDB. */
export type FileQuery = Readonly<Record<string, unknown>>;
export type FileSort = (typeof fileSorts)[number];
/** The order of a list; ties go by id, which grows with the time. */
export type FileOrder = readonly (readonly [field: 'size' | '_id', direction: 1 | -1])[];

// behind everything that a name can begin with
const LAST = '\u{10ffff}';
const EVER = new Date(0);

/** The condition of a filter. */
export function toFileQuery({ search, purpose, state, storage, ownerId, courseId, unused }: FileFilter): FileQuery {
  const key = search === undefined ? '' : searchKey(search);
  return {
    ...(key === '' ? {} : { nameKey: { $gte: key, $lt: `${key}${LAST}` } }),
    ...anyOf('purpose', purpose),
    ...anyOf('state', state),
    ...(storage === undefined ? {} : { storage }),
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(courseId === undefined ? {} : { courseId }),
    ...(unused === undefined ? {} : { unusedSince: unused === 'true' ? { $gte: EVER } : null }),
  };
}

export function orderOf(sort: FileSort): FileOrder {
  const direction = sort.startsWith('-') ? -1 : 1;
  return sort.endsWith('size')
    ? [
        ['size', direction],
        ['_id', direction],
      ]
    : [['_id', direction]];
}

/** Where a page ended. */
export function cursorAt({ _id, size }: Pick<FileDocument, '_id' | 'size'>, sort: FileSort): string {
  return writeSortCursor({ sort, value: size, id: _id.toHexString() });
}

/**
 * The same condition for what follows a cursor.
 * @throws AppError VALIDATION_FAILED where it is none of this list
 */
export function behindCursor(query: FileQuery, sort: FileSort, cursor: string | undefined): FileQuery {
  if (cursor === undefined) return query;
  const { value, id } = readSortCursor(cursor, sort, 'number');
  if (!objectIdSchema.safeParse(id).success || value === null) throw noCursor();
  const last = mongo.ObjectId.createFromHexString(id);
  const [first = ['_id', -1]] = orderOf(sort);
  const [field, direction] = first;
  if (field === '_id') return { $and: [query, { _id: { [direction === 1 ? '$gt' : '$lt']: last } }] };
  return { $and: [query, behindPlace(field, direction, value, last)] };
}

function anyOf(field: string, values: readonly string[] | undefined): FileQuery {
  if (values === undefined || values.length === 0) return {};
  return { [field]: values.length === 1 ? values[0] : { $in: [...values] } };
}

function noCursor(): AppError {
  return new AppError('VALIDATION_FAILED', 'Some fields are not as they should be.', {
    details: [{ path: 'cursor', message: 'is not a cursor of this list' }],
  });
}
