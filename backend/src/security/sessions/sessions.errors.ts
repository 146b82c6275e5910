import { AppError } from '../../common/response/app-error.js';

/** The session is over: signed out, revoked, expired, or its refresh token was used twice. */
export function sessionEnded(): AppError {
  return new AppError('SESSION_ENDED', 'Your session has ended. Sign in again.');
}
