import { Schema, type Types } from 'mongoose';

/** A refresh token, known by its hash only. A used one names its successor and stays until it expires, to catch reuse. */
export interface RefreshTokenDocument {
  _id: Types.ObjectId;
  sessionId: Types.ObjectId;
  tokenHash: string;
  usedAt: Date | null;
  replacedBy: string | null;
  expiresAt: Date;
}

export const REFRESH_TOKEN_MODEL = 'RefreshToken';

export const refreshTokenSchema = new Schema<RefreshTokenDocument>(
  {
    sessionId: { type: Schema.Types.ObjectId, required: true },
    tokenHash: { type: String, required: true },
    usedAt: { type: Date, default: null },
    replacedBy: { type: String, default: null },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'refresh_tokens', strict: 'throw' },
);

// finding a token, and one successor for parallel refreshes
refreshTokenSchema.index({ tokenHash: 1 }, { unique: true });
// tokens go by themselves
refreshTokenSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
