import type { LoginAttempt } from '@classy-book/contracts/attempts';
import type { LiveFilter } from '@classy-book/contracts/realtime';

/** A filter as the live stream uses it: on attempts that are in memory. */
export interface AttemptSelection {
  /** The same for filters that keep the same attempts, however they were written. */
  readonly key: string;
  readonly filter: LiveFilter;
  /** True for an attempt that the list under the same filter would hold. */
  keeps(attempt: LoginAttempt): boolean;
}
