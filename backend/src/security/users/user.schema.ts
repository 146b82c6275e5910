import type { RoleKey } from '@classy-book/contracts/permissions';
import { Schema, type Types } from 'mongoose';
import { searchKey } from '../../common/text/search-key.js';

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
  /** What searches for names look at; kept by the schema whoever writes a name. */
  firstNameKey: string;
  lastNameKey: string;
  role: RoleKey;
  isPrimaryAdmin: boolean;
  isActive: boolean;
  lockedUntil: Date | null;
  lockReason: string | null;
  lastSeenAt: Date | null;
  /** The countries of the last sign-ins, at most 20, the one that came last at the end. */
  signInCountries: string[];
  /** The file of their picture. */
  avatarFileId: string | null;
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

function firstNameKey(this: UserDocument): string {
  return searchKey(this.firstName);
}
function lastNameKey(this: UserDocument): string {
  return searchKey(this.lastName);
}

export const userSchema = new Schema<UserDocument>(
  {
    email: { type: String, required: true },
    passwordHash: { type: String, default: null, select: false },
    hasPassword: { type: Boolean, default: true },
    firstName: { type: String, required: true },
    lastName: { type: String, required: true },
    firstNameKey: { type: String, default: firstNameKey },
    lastNameKey: { type: String, default: lastNameKey },
    role: { type: String, required: true },
    isPrimaryAdmin: { type: Boolean, default: false },
    isActive: { type: Boolean, default: true },
    lockedUntil: { type: Date, default: null },
    lockReason: { type: String, default: null },
    lastSeenAt: { type: Date, default: null },
    signInCountries: { type: [String], default: [] },
    avatarFileId: { type: String, default: null },
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

// whoever changes a name changes what it is found by
userSchema.pre(['findOneAndUpdate', 'updateOne', 'updateMany'], function () {
  const change = this.getUpdate();
  if (change === null || Array.isArray(change)) return;
  const names = change.$set ?? change;
  if (typeof names['firstName'] === 'string') names['firstNameKey'] = searchKey(names['firstName']);
  if (typeof names['lastName'] === 'string') names['lastNameKey'] = searchKey(names['lastName']);
});

// sign-in and every look-up by address
userSchema.index({ email: 1 }, { unique: true });
// lists of one role, who has it, and the count of administrators
userSchema.index({ role: 1, email: 1 });
// searches by the beginning of a name; those by the beginning of an email use the one above
userSchema.index({ firstNameKey: 1 });
userSchema.index({ lastNameKey: 1 });
// lists by age and by last use
userSchema.index({ createdAt: 1, _id: 1 });
userSchema.index({ lastSeenAt: 1, _id: 1 });
// lists of those with and without a second factor, and of those who have not verified their email
userSchema.index({ secondFactorEnabled: 1, email: 1 });
userSchema.index({ emailVerifiedAt: 1, email: 1 });
// the list of closed accounts: few, so that only they stand in it
userSchema.index({ isActive: 1, email: 1 }, { partialFilterExpression: { isActive: false } });
// the desk's list of locked accounts
userSchema.index({ lockedUntil: 1 }, { sparse: true });
// there is one primary administrator, also when two processes seed at once
userSchema.index({ isPrimaryAdmin: 1 }, { unique: true, partialFilterExpression: { isPrimaryAdmin: true } });
// the accounts whose grace period is over
userSchema.index({ deleteAfter: 1 }, { sparse: true });
// whose picture a file is
userSchema.index({ avatarFileId: 1 }, { partialFilterExpression: { avatarFileId: { $type: 'string' } } });
