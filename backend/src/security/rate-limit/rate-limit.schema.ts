import { Schema } from 'mongoose';

/** Points of one subject under one policy, in the form of rate-limiter-flexible. `key` holds no address or email in clear. */
export interface RateLimitDocument {
  key: string;
  points: number;
  expire: Date;
}

export const RATE_LIMIT_MODEL = 'RateLimit';
export const RATE_LIMIT_COLLECTION = 'rate_limits';

export const rateLimitSchema = new Schema<RateLimitDocument>(
  {
    key: { type: String, required: true },
    points: { type: Number, required: true },
    expire: { type: Date, required: true },
  },
  { collection: 'rate_limits', strict: 'throw', versionKey: false },
);
// one counter for each subject, also when two requests begin it at once
rateLimitSchema.index({ key: 1 }, { unique: true });
// counters go by themselves
rateLimitSchema.index({ expire: 1 }, { expireAfterSeconds: 0 });
