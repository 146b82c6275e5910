import type { Role } from '@classy-book/contracts/permissions';
import { roles } from '@classy-book/contracts/permissions';
import { Schema, type Types } from 'mongoose';

/** A person with an account. `lockedUntil` is a lock that an administrator set; automatic ones stand with the counters. */
export interface UserDocument {
  _id: Types.ObjectId;
  email: string;
  passwordHash: string;
  firstName: string;
  lastName: string;
  role: Role;
  isPrimaryAdmin: boolean;
  isActive: boolean;
  lockedUntil: Date | null;
  lockReason: string | null;
  lastSeenAt: Date | null;
  locale: 'en' | 'ar' | null;
  theme: 'light' | 'dark' | 'system' | null;
  createdAt: Date;
  updatedAt: Date;
}

export const USER_MODEL = 'User';

export const userSchema = new Schema<UserDocument>(
  {
    email: { type: String, required: true },
    passwordHash: { type: String, required: true, select: false },
    firstName: { type: String, required: true },
    lastName: { type: String, required: true },
    role: { type: String, enum: roles, required: true },
    isPrimaryAdmin: { type: Boolean, default: false },
    isActive: { type: Boolean, default: true },
    lockedUntil: { type: Date, default: null },
    lockReason: { type: String, default: null },
    lastSeenAt: { type: Date, default: null },
    locale: { type: String, default: null },
    theme: { type: String, default: null },
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
