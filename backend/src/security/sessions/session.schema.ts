import { type SessionEndReason, sessionEndReasons } from '@classy-book/contracts/realtime';
import { Schema, type Types } from 'mongoose';

/** A sign-in on one device. All refresh tokens of a session are one family. */
export interface SessionDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  familyId: string;
  device: { id: string | null };
  ipAddress: string;
  userAgent: string;
  remembered: boolean;
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
    familyId: { type: String, required: true },
    device: { id: { type: String, default: null } },
    ipAddress: { type: String, required: true },
    userAgent: { type: String, default: '' },
    remembered: { type: Boolean, required: true },
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
