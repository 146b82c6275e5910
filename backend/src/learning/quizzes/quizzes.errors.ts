import { AppError } from '../../common/response/app-error.js';

/** For whom a quiz does not exist, or who does not teach its course. */
export function quizNotFound(): AppError {
  return new AppError('NOT_FOUND', 'There is no such quiz.');
}

/** Somebody saved the quiz in between. */
export function quizSavedMeanwhile(name: string, at: Date): AppError {
  return new AppError(
    'STALE',
    `${name} saved this quiz at ${at.toISOString()}. Load it again to go on from there; nothing was overwritten.`,
  );
}
