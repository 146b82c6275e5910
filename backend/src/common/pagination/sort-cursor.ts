import { z } from 'zod';
import { AppError } from '../response/app-error.js';

/** Where a page of a sorted list ended: the value that was sorted by, and the id that breaks ties. */
export interface SortCursor {
  readonly sort: string;
  readonly value: string | number | null;
  readonly id: string;
}

const cursorSchema = z.strictObject({
  sort: z.string().max(40),
  value: z.union([z.string().max(400), z.number(), z.null()]),
  id: z.string().max(64),
});

/** A cursor as it goes out. */
export function writeSortCursor(cursor: SortCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * Reads a cursor that came back.
 * @param kind what the sort goes by; moments are milliseconds
 * @throws AppError VALIDATION_FAILED where it is none of ours, or belongs to another sort
 */
export function readSortCursor(text: string, sort: string, kind: 'string' | 'number'): SortCursor {
  const parsed = cursorSchema.safeParse(parse(text));
  if (
    !parsed.success ||
    parsed.data.sort !== sort ||
    (parsed.data.value !== null && typeof parsed.data.value !== kind)
  ) {
    throw new AppError('VALIDATION_FAILED', 'Some fields are not as they should be.', {
      details: [{ path: 'cursor', message: 'is not a cursor of this list' }],
    });
  }
  return parsed.data;
}

/**
 * The condition for what follows a place in a list that is sorted by `field` and then by `_id`, both in `direction`. Values
 * that are missing (null) sort before all others, as in MongoDB.
 * @param value the value at that place, in the form in which it is stored
 * @param id the id at that place, in the form in which it is stored
 */
export function behindPlace(field: string, direction: 1 | -1, value: unknown, id: unknown): Record<string, unknown> {
  const further = direction === 1 ? '$gt' : '$lt';
  const tie = { [field]: value, _id: { [further]: id } };
  if (value === null) return direction === 1 ? { $or: [{ [field]: { $ne: null } }, tie] } : tie;
  const next = { [field]: { [further]: value } };
  return direction === 1 ? { $or: [next, tie] } : { $or: [next, tie, { [field]: null }] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
