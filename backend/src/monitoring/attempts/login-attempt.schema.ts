import type { AttemptMethod, AttemptOutcome, AttemptReason, Device } from '@classy-book/contracts/attempts';
import { Schema, type Types } from 'mongoose';

/** An attempt to sign in. `_id` sorts by time, `timestamp` is the moment in it, `ipKey` the address as 16 sortable bytes. */
export interface LoginAttemptDocument {
  _id: Types.ObjectId;
  email: string;
  userId: Types.ObjectId | null;
  ipAddress: string;
  ipKey: string;
  success: boolean;
  outcome: AttemptOutcome;
  failureReason: AttemptReason | null;
  method: AttemptMethod;
  factor: string | null;
  deviceInfo: Device;
  userAgent: string;
  sessionId: Types.ObjectId | null;
  country: string | null;
  requestId: string;
  timestamp: Date;
}

export const LOGIN_ATTEMPT_MODEL = 'LoginAttempt';
export const LOGIN_ATTEMPT_COLLECTION = 'login_attempts';

/**
 * The schema of the attempts. They are written with the driver, hundreds at a time; the schema stands for the collection
 * and its indexes. Lists are paged by `_id`, so it is the second half of the index of each filter that is offered.
 * @param retentionDays how long attempts are kept
 */
export function loginAttemptSchema(retentionDays: number): Schema<LoginAttemptDocument> {
  const schema = new Schema<LoginAttemptDocument>(
    {
      email: { type: String, required: true },
      userId: { type: Schema.Types.ObjectId, default: null },
      ipAddress: { type: String, required: true },
      ipKey: { type: String, required: true },
      success: { type: Boolean, required: true },
      outcome: { type: String, required: true },
      failureReason: { type: String, default: null },
      method: { type: String, required: true },
      factor: { type: String, default: null },
      deviceInfo: { type: Schema.Types.Mixed, required: true },
      userAgent: { type: String, default: '' },
      sessionId: { type: Schema.Types.ObjectId, default: null },
      country: { type: String, default: null },
      requestId: { type: String, default: '' },
      timestamp: { type: Date, required: true },
    },
    { collection: LOGIN_ATTEMPT_COLLECTION, versionKey: false },
  );
  // the list of one account, and its last day
  schema.index({ email: 1, _id: 1 });
  // the list of one address or range, and its last day
  schema.index({ ipKey: 1, _id: 1 });
  // the list by outcome
  schema.index({ outcome: 1, _id: 1 });
  // the list by reason
  schema.index({ failureReason: 1, _id: 1 });
  // the list by method
  schema.index({ method: 1, _id: 1 });
  // the list by country
  schema.index({ country: 1, _id: 1 });
  // the list that a person sees of their own sign-ins, besides what was tried with their email
  schema.index({ userId: 1, _id: 1 });
  // deletes what is older than the retention
  schema.index({ timestamp: 1 }, { expireAfterSeconds: retentionDays * 86_400 });
  return schema;
}
