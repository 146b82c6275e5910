import { AppError } from '../../common/response/app-error.js';

/** Somebody else set the rule first. */
export function ruleChanged(): AppError {
  return new AppError(
    'CONFLICT',
    'Somebody else has set this rule meanwhile. Look at it again, then repeat your change.',
  );
}

/** @param retryAt when it makes sense to try again */
export function tooManyDryRuns(retryAt: Date): AppError {
  return new AppError('RATE_LIMITED', 'Two dry runs are under way already. Try again when one of them has ended.', {
    retryAt,
  });
}
