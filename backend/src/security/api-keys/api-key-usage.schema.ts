import { Schema } from 'mongoose';

/** The requests of a key in one minute. `_id` is `<key id>:<minute since 1970>`. */
export interface ApiKeyUsageDocument {
  _id: string;
  requests: number;
  expiresAt: Date;
}

export const API_KEY_USAGE_MODEL = 'ApiKeyUsage';

export const apiKeyUsageSchema = new Schema<ApiKeyUsageDocument>(
  {
    _id: { type: String, required: true },
    requests: { type: Number, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'api_key_usage', strict: 'throw' },
);
// minutes that are over
apiKeyUsageSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
