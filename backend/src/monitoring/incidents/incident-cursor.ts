import type { IncidentListQuery } from '@classy-book/contracts/incidents';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { z } from 'zod';
import { refused } from './incidents.errors.js';

type SortName = IncidentListQuery['sort'];

/** The field that a list is sorted by, and the way. */
export interface IncidentSort {
  readonly field: 'lastSeen' | 'detectedAt' | 'severityRank';
  readonly direction: 1 | -1;
}

/** Where a page ended: the value that was sorted by, a moment in milliseconds or a rank, and the id that breaks ties. */
export interface IncidentCursor {
  readonly sort: SortName;
  readonly value: number;
  readonly id: string;
}

const MAX_MOMENT = 8.64e15;
const cursorSchema = z.strictObject({
  sort: z.string(),
  value: z.number().int().min(0).max(MAX_MOMENT),
  id: objectIdSchema,
});

/** The field and the direction of a sort. */
export function sortOf(sort: SortName): IncidentSort {
  const name = sort.replace('-', '');
  const field = name === 'severity' ? 'severityRank' : (name as 'lastSeen' | 'detectedAt');
  return { field, direction: sort.startsWith('-') ? -1 : 1 };
}

/** A cursor as it goes out. */
export function writeCursor({ sort, value, id }: IncidentCursor): string {
  return Buffer.from(JSON.stringify({ sort, value, id })).toString('base64url');
}

/**
 * Reads a cursor that came back.
 * @throws AppError VALIDATION_FAILED where it is none of ours, or belongs to another sort
 */
export function readCursor(text: string, sort: SortName): IncidentCursor {
  const parsed = cursorSchema.safeParse(parse(text));
  if (!parsed.success || parsed.data.sort !== sort) throw refused('cursor', 'is not a cursor of this list');
  return { ...parsed.data, sort };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
