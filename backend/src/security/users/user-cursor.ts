import { userSorts, type UserListQuery } from '@classy-book/contracts/users';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { z } from 'zod';
import { AppError } from '../../common/response/app-error.js';

export type UserSort = UserListQuery['sort'];

/** The field that a sort goes by. */
export type SortField = 'email' | 'createdAt' | 'lastSeenAt';

/** Where a page ended: the value that was sorted by (a moment in milliseconds), and the id that breaks ties. */
export interface UserCursor {
  readonly sort: UserSort;
  readonly value: string | number | null;
  readonly id: string;
}

const MAX_MOMENT = 8.64e15;
const cursorSchema = z.strictObject({
  sort: z.enum(userSorts),
  value: z.union([z.string().max(320), z.number().int().min(-MAX_MOMENT).max(MAX_MOMENT), z.null()]),
  id: objectIdSchema,
});

/** The field and the direction of a sort. */
export function sortOf(sort: UserSort): { readonly field: SortField; readonly direction: 1 | -1 } {
  const isDescending = sort.startsWith('-');
  return { field: (isDescending ? sort.slice(1) : sort) as SortField, direction: isDescending ? -1 : 1 };
}

/** A cursor as it goes out. */
export function writeCursor(cursor: UserCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * Reads a cursor that came back.
 * @throws AppError VALIDATION_FAILED where it is none of ours, or belongs to another sort
 */
export function readCursor(text: string, sort: UserSort): UserCursor {
  const parsed = cursorSchema.safeParse(parse(text));
  if (!parsed.success || parsed.data.sort !== sort || !fits(parsed.data)) {
    throw new AppError('VALIDATION_FAILED', 'Some fields are not as they should be.', {
      details: [{ path: 'cursor', message: 'is not a cursor of this list' }],
    });
  }
  return parsed.data;
}

function fits({ sort, value }: UserCursor): boolean {
  const { field } = sortOf(sort);
  if (field === 'email') return typeof value === 'string';
  return typeof value === 'number' || (field === 'lastSeenAt' && value === null);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
