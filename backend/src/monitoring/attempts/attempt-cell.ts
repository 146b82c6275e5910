import type { AttemptMethod, AttemptOutcome, AttemptReason } from '@classy-book/contracts/attempts';

/** How many attempts of one kind fell into one slice of time; `slot` counts slices from the epoch. */
export interface AttemptCell {
  readonly slot: number;
  readonly outcome: AttemptOutcome;
  readonly reason: AttemptReason | null;
  readonly method: AttemptMethod;
  readonly count: number;
}
