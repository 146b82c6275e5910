import type { ErrorDetail } from '@classy-book/contracts/errors';
import { AppError } from '../../common/response/app-error.js';

/** The same for a lesson of somebody else's course and for one that does not exist. */
export function noLesson(): AppError {
  return new AppError('NOT_FOUND', 'There is no such lesson of yours.');
}

/** Somebody saved the lesson since the caller read it; `name` is who, where it is known. */
export function staleLesson(name: string | undefined, at: Date): AppError {
  const time = at.toISOString().slice(0, 16).replace('T', ' ');
  return new AppError(
    'STALE',
    `${name ?? 'Somebody'} saved this lesson at ${time} UTC, after you opened it. Load it again before you go on.`,
  );
}

/** What a draft cannot be stored or published with; each problem names its block. */
export function unfitLesson(sentence: string, details: readonly ErrorDetail[]): AppError {
  return new AppError('VALIDATION_FAILED', sentence, { details: details.slice(0, 20) });
}
