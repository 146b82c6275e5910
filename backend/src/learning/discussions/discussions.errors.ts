import { AppError } from '../../common/response/app-error.js';

/** For posts that are not there, and for those that the caller is not to see. */
export function noSuchPost(): AppError {
  return new AppError('NOT_FOUND', 'This question or answer is not there any more.');
}

/** For what its author may not change any more, or never could. */
export function notYours(): AppError {
  return new AppError('FORBIDDEN', 'Only the person who wrote this can change it, within a day.');
}

/** For what only teachers of the course do. */
export function notModerating(): AppError {
  return new AppError('FORBIDDEN', 'Only the teachers of the course can do this.');
}

/** For who did not ask. */
export function notAsked(): AppError {
  return new AppError('FORBIDDEN', 'Only the person who asked, and the teachers, can accept an answer.');
}
