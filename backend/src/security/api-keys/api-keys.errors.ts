import type { ErrorDetail } from '@classy-book/contracts/errors';
import { AppError } from '../../common/response/app-error.js';

/** The one answer for a key that is unknown, mistyped, revoked or expired, or whose owner is gone. */
export function unusableKey(): AppError {
  return new AppError('UNAUTHENTICATED', 'This API key is not valid. Ask its owner for a new one.');
}

/** A right key from a wrong place. */
export function wrongAddress(): AppError {
  return new AppError('FORBIDDEN', 'This API key may not be used from this address.');
}

/** More requests than the key may make in a minute. */
export function tooManyRequests(retryAt: Date): AppError {
  return new AppError('RATE_LIMITED', 'This API key has made all requests of this minute. Wait for the next one.', {
    retryAt,
  });
}

/** A key was asked for that cannot be. */
export function refusedKey(details: readonly ErrorDetail[]): AppError {
  return new AppError('VALIDATION_FAILED', 'Some fields are not as they should be.', { details });
}

/** All places of a person are taken by living keys. */
export function tooManyKeys(limit: number): AppError {
  return new AppError('LIMIT_REACHED', `There are ${String(limit)} API keys already. Revoke one that is not needed.`);
}

/** No living key of this person has that id. */
export function unknownKey(): AppError {
  return new AppError('NOT_FOUND', 'There is no such API key, or it was revoked or has expired already.');
}
