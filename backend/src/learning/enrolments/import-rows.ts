import type { ImportResult, ImportRow } from '@classy-book/contracts/course-people';
import type { RosterRow } from './roster-file.js';

/** So many rows of an import are worked on, and written, at once. */
export const CHUNK = 250;

const MAX_SHOWN = 200;
const FINE: readonly ImportResult[] = ['enrolled', 'back', 'already', 'invited', 'invited_already', 'unread'];

/** Rows in pieces of at most `size`. */
export function chunksOf<T>(rows: readonly T[], size: number): T[][] {
  const count = Math.ceil(rows.length / size);
  return Array.from({ length: count }, (_, index) => rows.slice(index * size, (index + 1) * size));
}

/** How many rows came to what. */
export function countsOf(rows: readonly Pick<RosterRow, 'result'>[]): Partial<Record<ImportResult, number>> {
  const counts: Partial<Record<ImportResult, number>> = {};
  for (const { result } of rows) counts[result] = (counts[result] ?? 0) + 1;
  return counts;
}

/** The rows that are shown: those that somebody has to look at first, at most 200. */
export function firstRows(rows: readonly (RosterRow | ImportRow)[]): ImportRow[] {
  const notable = rows.filter(({ result }) => !FINE.includes(result));
  const rest = rows.filter(({ result }) => FINE.includes(result));
  return [...notable.slice(0, MAX_SHOWN), ...rest.slice(0, Math.max(0, MAX_SHOWN - notable.length))].map(toRow);
}

/** A row as teachers see it. */
export function toRow({ line, email, name, expires, result }: RosterRow | ImportRow): ImportRow {
  return { line, email, name, expires, result };
}
