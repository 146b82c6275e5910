import { AppError } from '../../common/response/app-error.js';

/** The one answer to every refused sign-in: it does not say which half was wrong, nor whether the account exists. */
export function invalidCredentials(): AppError {
  return new AppError('INVALID_CREDENTIALS', 'The email or the password is not right.');
}

/** Too many failures, or a lock that an administrator set. */
export function accountLocked(until: Date): AppError {
  return new AppError(
    'ACCOUNT_LOCKED',
    'Too many failed sign-ins: this account is locked for a while. It opens by itself.',
    {
      retryAt: until,
    },
  );
}

/** The password was right, but whoever typed it has not shown yet that the address is theirs. */
export function emailUnverified(): AppError {
  return new AppError(
    'EMAIL_UNVERIFIED',
    'Verify your email address first: follow the link in the mail that you got, or ask for another one.',
  );
}
