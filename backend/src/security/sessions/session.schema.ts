import { type SessionEndReason, sessionEndReasons } from '@classy-book/contracts/realtime';
import { Schema, type Types } from 'mongoose';

/** A sign-in on one device, and the family of its refresh tokens. */
export interface SessionDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  device: { id: string | null };
  ipAddress: string;
  /** Where it was opened: ISO 3166-1 alpha-2, null where that is not known. */
  country: string | null;
  userAgent: string;
  remembered: boolean;
  /** SHA-256 of the secret that its refresh tokens carry. */
  secretHash: string;
  /** The newest refresh token; those before it were used. */
  generation: number;
  /** When the last tokens were used: the last element belongs to the one before `generation`. */
  uses: Date[];
  /** How long it may rest unused, in milliseconds. */
  idleMs: number;
  /** Its last end, that no use moves. */
  endsAt: Date;
  /** When its person last proved who they are. */
  verifiedAt: Date;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  revokeReason: SessionEndReason | null;
}

export const SESSION_MODEL = 'Session';

export const sessionSchema = new Schema<SessionDocument>(
  {
    userId: { type: Schema.Types.ObjectId, required: true },
    device: { id: { type: String, default: null } },
    ipAddress: { type: String, required: true },
    country: { type: String, default: null },
    userAgent: { type: String, default: '' },
    remembered: { type: Boolean, required: true },
    secretHash: { type: String, required: true },
    generation: { type: Number, required: true },
    uses: { type: [Date], required: true },
    idleMs: { type: Number, required: true },
    endsAt: { type: Date, required: true },
    verifiedAt: { type: Date, required: true },
    createdAt: { type: Date, required: true },
    lastUsedAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    revokedAt: { type: Date, default: null },
    revokeReason: { type: String, enum: [...sessionEndReasons, null], default: null },
  },
  { collection: 'sessions', strict: 'throw' },
);

// the living sessions of a person: listing them, ending them all
sessionSchema.index({ userId: 1, revokedAt: 1 });
// a session goes by itself a day after its end, and its end is what counting the living ones looks at
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 86_400 });
