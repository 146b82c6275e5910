import type { mongo } from 'mongoose';

/**
 * One change of what is stored, from one version of the product to the next. It is never edited after a release, so it
 * uses nothing of the product: what a feature does may change, what was stored then does not.
 */
export interface Migration {
  /** Sorts by time: year, month, day and a name. */
  readonly id: string;
  /**
   * Carries it out. It may have been begun before by a process that ended in the middle, so doing it again must do no
   * harm; on an empty database it finds nothing to do.
   */
  run(database: mongo.Db): Promise<void>;
}
