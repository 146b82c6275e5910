import type { AttemptMethod, AttemptOutcome, AttemptReason } from '@classy-book/contracts/attempts';
import { Schema } from 'mongoose';

/** How many attempts of one kind a minute had. */
export interface MinuteCell {
  readonly outcome: AttemptOutcome;
  readonly reason: AttemptReason | null;
  readonly method: AttemptMethod;
  readonly count: number;
}

/** One closed minute: `_id` is its start. Minutes without attempts have no document. */
export interface AttemptMinuteDocument {
  _id: Date;
  cells: MinuteCell[];
  expiresAt: Date;
}

export const ATTEMPT_MINUTE_MODEL = 'AttemptMinute';
export const ATTEMPT_MINUTE_COLLECTION = 'attempt_minutes';

export const attemptMinuteSchema = new Schema(
  {
    _id: { type: Date, required: true },
    cells: { type: [Schema.Types.Mixed], required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: ATTEMPT_MINUTE_COLLECTION, versionKey: false },
);

// deletes what is older than its retention; ranges of minutes are read by _id
attemptMinuteSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
