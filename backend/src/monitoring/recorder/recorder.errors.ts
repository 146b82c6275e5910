import { AppError } from '../../common/response/app-error.js';

const RETRY_AFTER_MS = 5_000;

/** Something could not be recorded, so it counts as not done, whatever the reason: the one who asked may try again. */
export function notRecorded(cause?: unknown): AppError {
  return new AppError(
    'SERVICE_UNAVAILABLE',
    'This could not be put on record in time, so it was not done. Try again.',
    {
      retryAt: new Date(Date.now() + RETRY_AFTER_MS),
      severity: 'warn',
      cause,
    },
  );
}
