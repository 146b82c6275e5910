import { AppError } from '../../../common/response/app-error.js';

/** The answer to a file that is not taken: a sentence that says what is wrong with it. */
export function refused(message: string, cause?: unknown): AppError {
  return new AppError('FILE_REFUSED', message, { cause });
}
