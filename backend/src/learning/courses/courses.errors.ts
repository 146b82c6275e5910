import { AppError } from '../../common/response/app-error.js';

/** The same for a course of somebody else and for one that does not exist. */
export function noCourse(): AppError {
  return new AppError('NOT_FOUND', 'There is no such course of yours.');
}

/** Somebody changed the course since the caller read it. */
export function staleCourse(): AppError {
  return new AppError(
    'STALE',
    'Somebody else changed this course in the meantime. Load it again and repeat your change.',
  );
}

/** @throws AppError FORBIDDEN, for what only the owner of a course may do */
export function requireOwner(owned: boolean, what: string): void {
  if (!owned) throw new AppError('FORBIDDEN', `Only the owner of this course may ${what}.`);
}
