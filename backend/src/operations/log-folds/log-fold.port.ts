import type { FollowedRecord } from '../../monitoring/audit/audit-follow.port.js';

/** Something that is done with every record of the audit log, by one process at a time. */
export interface LogFold {
  /** Under this name its position is kept. */
  readonly name: string;
  /**
   * Works the records off, in their order. When it throws, they come again later, so what was done with them already must
   * do no harm when it is done twice. The message of an error is shown to administrators.
   */
  take(records: readonly FollowedRecord[]): Promise<void>;
  /** The id from which on records matter; null while none does. Left out: all from the first start on. */
  from?(): string | null;
}

/** Where a fold stands. `lagSeconds` is the age of the oldest record that was not taken; 0 where there is none. */
export interface FoldStatus {
  readonly lagSeconds: number;
  readonly takenAt: Date | null;
  readonly failingSince: Date | null;
  readonly problem: string | null;
}
