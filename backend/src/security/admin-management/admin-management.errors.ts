import { AppError } from '../../common/response/app-error.js';

/** There is no such account, or not any more. */
export function noSuchAccount(): AppError {
  return new AppError('ACCOUNT_NOT_FOUND', 'There is no such account.');
}

/** The rules of the hierarchy keep the caller from this person. */
export function protectedAccount(): AppError {
  return new AppError(
    'PROTECTED_ACCOUNT',
    'This account is protected from you: it is your own, the primary administrator, or has a higher role.',
  );
}

/** The caller may do this to nobody. */
export function forbidden(): AppError {
  return new AppError('FORBIDDEN', 'Your role does not allow this. Ask an administrator if you need it.');
}

/** A role that holds more than the caller does. */
export function roleTooHigh(): AppError {
  return new AppError('FORBIDDEN', 'This role holds permissions that you do not hold yourself: ask somebody who does.');
}

/** There is no such role. */
export function unknownRole(): AppError {
  return new AppError('NOT_FOUND', 'There is no such role.');
}
