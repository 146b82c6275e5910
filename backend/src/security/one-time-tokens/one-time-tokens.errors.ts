import { AppError } from '../../common/response/app-error.js';

/** The link or code was used, has expired, or never was one: which of them is not told. */
export function invalidToken(): AppError {
  return new AppError(
    'TOKEN_INVALID',
    'This link does not work any more: it was used or has expired. Ask for a new one.',
  );
}
