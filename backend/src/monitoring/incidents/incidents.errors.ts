import { AppError } from '../../common/response/app-error.js';

/** There is no such incident. */
export function noSuchIncident(): AppError {
  return new AppError('NOT_FOUND', 'There is no such incident.');
}

/** Somebody else was faster. */
export function changedMeanwhile(): AppError {
  return new AppError('CONFLICT', 'Somebody else changed this incident meanwhile. Look at it again, then decide.');
}

/** The refusal of one field. */
export function refused(path: string, message: string): AppError {
  return new AppError('VALIDATION_FAILED', 'Some fields are not as they should be.', { details: [{ path, message }] });
}

/** The timeline of an incident is full. */
export function timelineFull(): AppError {
  return new AppError(
    'LIMIT_REACHED',
    'This incident has as many entries as it can have. Close it, and report another.',
  );
}
