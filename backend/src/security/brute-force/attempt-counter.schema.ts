import { Schema } from 'mongoose';

/**
 * Failures of one account, device, second factor or address. `_id` is the kind and a hash of the subject; `subject` is readable, for
 * the desk. `allowed` and `tripped` belong to the last reservation: the answer to whoever made it.
 */
export interface AttemptCounterDocument {
  _id: string;
  kind: 'account' | 'device' | 'second_factor' | 'address';
  subject: string;
  failures: number;
  windowEndsAt: Date;
  lockedUntil: Date | null;
  lockCount: number;
  repeatUntil: Date | null;
  allowed: boolean;
  tripped: boolean;
  expiresAt: Date;
}

export const ATTEMPT_COUNTER_MODEL = 'AttemptCounter';

export const attemptCounterSchema = new Schema<AttemptCounterDocument>(
  {
    _id: { type: String },
    kind: { type: String, required: true },
    subject: { type: String, required: true },
    failures: { type: Number, required: true },
    windowEndsAt: { type: Date, required: true },
    lockedUntil: { type: Date },
    lockCount: { type: Number, required: true },
    repeatUntil: { type: Date },
    allowed: { type: Boolean, required: true },
    tripped: { type: Boolean, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'attempt_counters', strict: 'throw' },
);

// a counter that no longer matters goes by itself
attemptCounterSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
// the locks of one account, whatever their kind
attemptCounterSchema.index({ subject: 1, lockedUntil: 1 });
// the desk's list of locked accounts
attemptCounterSchema.index({ kind: 1, lockedUntil: 1 });
