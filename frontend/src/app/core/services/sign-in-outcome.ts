import type { CurrentUser, SecondFactorChallenge } from '@classy-book/contracts/auth';
import type { ErrorCode } from '@classy-book/contracts/errors';
import { toApiFailure } from './api';
import type { ApiFailure } from './api';
import { PasskeyError, type PasskeyTrouble } from './passkeys';

/** How a sign-in, or a step of one, went. `retryAt` is an ISO 8601 moment, null where the server gave none (a permanent block). */
export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly user: CurrentUser }
  /** The first proof was right; one of `challenge.methods` has to follow. */
  | { readonly kind: 'second-factor'; readonly challenge: SecondFactorChallenge }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unverified' }
  | { readonly kind: 'account-locked'; readonly retryAt: string | null }
  | { readonly kind: 'factor-locked'; readonly retryAt: string | null }
  | { readonly kind: 'address-blocked'; readonly retryAt: string | null }
  | { readonly kind: 'challenge-expired' }
  /** The browser gave no passkey. */
  | { readonly kind: 'no-passkey'; readonly trouble: PasskeyTrouble }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'failed'; readonly failure: ApiFailure };

/** Tells the refusals apart that a sign-in page answers in different ways. */
export function signInRefusal(error: unknown): SignInOutcome {
  if (error instanceof PasskeyError) return { kind: 'no-passkey', trouble: error.trouble };
  const failure = toApiFailure(error);
  if (failure.unreachable) return { kind: 'unreachable' };
  return ofCode[failure.code]?.(failure.retryAt) ?? { kind: 'failed', failure };
}

const ofCode: Partial<Record<ErrorCode, (retryAt: string | null) => SignInOutcome>> = {
  INVALID_CREDENTIALS: () => ({ kind: 'refused' }),
  EMAIL_UNVERIFIED: () => ({ kind: 'unverified' }),
  ACCOUNT_LOCKED: (retryAt) => ({ kind: 'account-locked', retryAt }),
  SECOND_FACTOR_LOCKED: (retryAt) => ({ kind: 'factor-locked', retryAt }),
  ADDRESS_BLOCKED: (retryAt) => ({ kind: 'address-blocked', retryAt }),
  CHALLENGE_EXPIRED: () => ({ kind: 'challenge-expired' }),
};
