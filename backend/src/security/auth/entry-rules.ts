import type { AttemptReason } from '@classy-book/contracts/attempts';
import type { AppError } from '../../common/response/app-error.js';
import type { Account } from '../users/users.service.js';
import { accountLocked, emailUnverified } from './auth.errors.js';

/** Why somebody who proved who they are may not come in: for the record, and for them. */
export interface Obstacle {
  readonly reason: AttemptReason;
  readonly error: AppError;
}

/**
 * What keeps an account out, null where nothing does.
 * @param wantsConsole whether it asks for the console, which not every role may enter
 * @param refused the answer that tells nothing
 */
export function obstacleOf(account: Account, wantsConsole: boolean, now: Date, refused: AppError): Obstacle | null {
  if (!account.isActive) return { reason: 'account_disabled', error: refused };
  if (wantsConsole && !account.permissions.includes('admin:access')) return { reason: 'not_permitted', error: refused };
  if (account.lockedUntil !== null && account.lockedUntil > now) {
    return { reason: 'account_locked', error: accountLocked(account.lockedUntil) };
  }
  return account.emailVerified ? null : { reason: 'email_unverified', error: emailUnverified() };
}
