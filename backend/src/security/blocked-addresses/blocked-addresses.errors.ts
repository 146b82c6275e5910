import type { BlockedIp } from '@classy-book/contracts/blocking';
import { AppError } from '../../common/response/app-error.js';

/** The client's address is kept out. */
export function addressBlocked(block: Pick<BlockedIp, 'blockedUntil'>): AppError {
  return new AppError(
    'ADDRESS_BLOCKED',
    'Your network address is blocked here. Ask an administrator if this is a mistake.',
    {
      ...(block.blockedUntil === null ? {} : { retryAt: new Date(block.blockedUntil) }),
    },
  );
}
