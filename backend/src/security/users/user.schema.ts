import type { RoleKey } from '@classy-book/contracts/permissions';
import { Schema, type Types } from 'mongoose';

/** A person with an account. `lockedUntil` is a lock that an administrator set; automatic ones stand with the counters. */
export interface UserDocument {
  _id: Types.ObjectId;
  email: string;
  /** Null for somebody who signs in without a password. */
  passwordHash: string | null;
  /** Whether there is a hash, which ordinary reads leave out. */
  hasPassword: boolean;
  firstName: string;
  lastName: string;
  role: RoleKey;
  isPrimaryAdmin: boolean;
  isActive: boolean;
  lockedUntil: Date | null;
  lockReason: string | null;
  lastSeenAt: Date | null;
  locale: 'en' | 'ar' | null;
  theme: 'light' | 'dark' | 'system' | null;
  emailVerifiedAt: Date | null;
  passwordChangedAt: Date | null;
  /** The next sign-in may do nothing but choose a new password. */
  mustChangePassword: boolean;
  /** Kept by the two-factor feature: whether a second factor is asked for at sign-in. */
  secondFactorEnabled: boolean;
  /** When the account goes, where its owner asked for that. */
  deleteAfter: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export const USER_MODEL = 'User';

export const userSchema = new Schema<UserDocument>(
  {
    email: { type: String, required: true },
    passwordHash: { type: String, default: null, select: false },
    hasPassword: { type: Boolean, default: true },
    firstName: { type: String, required: true },
    lastName: { type: String, required: true },
    role: { type: String, required: true },
    isPrimaryAdmin: { type: Boolean, default: false },
    isActive: { type: Boolean, default: true },
    lockedUntil: { type: Date, default: null },
    lockReason: { type: String, default: null },
    lastSeenAt: { type: Date, default: null },
    locale: { type: String, default: null },
    theme: { type: String, default: null },
    emailVerifiedAt: { type: Date, default: null },
    passwordChangedAt: { type: Date, default: null },
    mustChangePassword: { type: Boolean, default: false },
    secondFactorEnabled: { type: Boolean, default: false },
    deleteAfter: { type: Date, default: null },
  },
  { collection: 'users', timestamps: true, strict: 'throw' },
);

// sign-in and every look-up by address
userSchema.index({ email: 1 }, { unique: true });
// lists of one role, and the count of administrators
userSchema.index({ role: 1 });
// the desk's list of locked accounts
userSchema.index({ lockedUntil: 1 }, { sparse: true });
// there is one primary administrator, also when two processes seed at once
userSchema.index({ isPrimaryAdmin: 1 }, { unique: true, partialFilterExpression: { isPrimaryAdmin: true } });
// the accounts whose grace period is over
userSchema.index({ deleteAfter: 1 }, { sparse: true });
