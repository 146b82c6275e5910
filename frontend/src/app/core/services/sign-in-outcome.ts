import type { CurrentUser, SecondFactorChallenge } from '@classy-book/contracts/auth';
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
  const { retryAt } = failure;
  switch (failure.code) {
    case 'INVALID_CREDENTIALS':
      return { kind: 'refused' };
    case 'EMAIL_UNVERIFIED':
      return { kind: 'unverified' };
    case 'ACCOUNT_LOCKED':
      return { kind: 'account-locked', retryAt };
    case 'SECOND_FACTOR_LOCKED':
      return { kind: 'factor-locked', retryAt };
    case 'ADDRESS_BLOCKED':
      return { kind: 'address-blocked', retryAt };
    case 'CHALLENGE_EXPIRED':
      return { kind: 'challenge-expired' };
    default:
      return { kind: 'failed', failure };
  }
}
