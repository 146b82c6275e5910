import type { SessionEndReason } from '@classy-book/contracts/realtime';

/**
 * What the sign-in card has to say. `seconds` run down to the end of a lock or a block; null where it has none.
 * `text` is ready to show.
 */
export type SignInNotice =
  | { readonly kind: 'refused' }
  | { readonly kind: 'unverified' }
  | { readonly kind: 'resent' }
  | { readonly kind: 'challenge-expired' }
  | { readonly kind: 'passkey-failed' }
  | { readonly kind: 'passkey-unknown' }
  | { readonly kind: 'factor-locked'; readonly seconds: number | null }
  | { readonly kind: 'account-locked'; readonly seconds: number | null }
  | { readonly kind: 'address-blocked'; readonly seconds: number | null }
  | { readonly kind: 'rate-limited'; readonly seconds: number | null }
  | { readonly kind: 'reopened' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'session-ended'; readonly reason: SessionEndReason };
