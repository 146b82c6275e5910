import { AppError } from '../../common/response/app-error.js';

/** The one answer to every wrong second factor: used before, mistyped, of somebody else, or not there at all. */
export function secondFactorInvalid(): AppError {
  return new AppError(
    'SECOND_FACTOR_INVALID',
    'This code or passkey is not right, or was used before. Try another one.',
  );
}

/** Too many wrong second factors. */
export function secondFactorLocked(until: Date): AppError {
  return new AppError('SECOND_FACTOR_LOCKED', 'Too many wrong codes: the second factor waits for a while.', {
    retryAt: until,
  });
}

/** A challenge or an enrolment that was finished, has expired, or never was one: which of them is not told. */
export function challengeExpired(): AppError {
  return new AppError('CHALLENGE_EXPIRED', 'This took too long, or was finished elsewhere. Begin again.');
}

/** The last second factor of somebody whose role demands one. */
export function lastFactorNeeded(): AppError {
  return new AppError(
    'SECOND_FACTOR_NEEDED',
    'Your role demands a second factor: add another one before you remove it.',
  );
}

/** Something that makes sense only with a second factor. */
export function noSecondFactor(): AppError {
  return new AppError('SECOND_FACTOR_NEEDED', 'Set up an authenticator app or a passkey first.');
}

/** More authenticators than a person may have. */
export function tooManyAuthenticators(limit: number): AppError {
  return new AppError('LIMIT_REACHED', `You have ${String(limit)} authenticators. Remove one before you add another.`);
}

/** There is no such authenticator, or it is somebody else's. */
export function authenticatorNotFound(): AppError {
  return new AppError('NOT_FOUND', 'There is no such authenticator. It may have been removed already.');
}
