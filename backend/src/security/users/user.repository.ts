import { Injectable } from '@nestjs/common';
import type { RoleKey } from '@classy-book/contracts/permissions';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { USER_MODEL, type UserDocument } from './user.schema.js';

/** A user as the services see it: without the password hash. */
export type UserRecord = Omit<UserDocument, 'passwordHash'>;

export type NewUser = Pick<
  UserDocument,
  'email' | 'passwordHash' | 'firstName' | 'lastName' | 'role' | 'isPrimaryAdmin'
> &
  Partial<Pick<UserDocument, 'emailVerifiedAt' | 'passwordChangedAt' | 'mustChangePassword' | 'locale'>>;

const LOCKED_LIMIT = 100;

/** The queries of the collection `users`. */
@Injectable()
export class UserRepository {
  constructor(@InjectModel(USER_MODEL) private readonly users: Model<UserDocument>) {}

  async findById(id: string): Promise<UserRecord | null> {
    return await this.users.findById(id).lean<UserRecord>();
  }

  async findByEmail(email: string): Promise<UserRecord | null> {
    return await this.users.findOne({ email }).lean<UserRecord>();
  }

  async findByEmailWithHash(email: string): Promise<UserDocument | null> {
    return await this.users.findOne({ email }).select('+passwordHash').lean<UserDocument>();
  }

  async findPrimaryAdmin(): Promise<UserDocument | null> {
    return await this.users.findOne({ isPrimaryAdmin: true }).select('+passwordHash').lean<UserDocument>();
  }

  async insert(user: NewUser): Promise<UserRecord> {
    const created = await this.users.create({ ...user, hasPassword: user.passwordHash !== null });
    const { passwordHash: _hidden, ...record } = created.toObject();
    return record;
  }

  /** Replaces the hash only where it is still the one that was verified, so that a new password is never undone. */
  async upgradeHash(id: string, verified: string, upgraded: string): Promise<void> {
    await this.users.updateOne({ _id: id, passwordHash: verified }, { $set: { passwordHash: upgraded } });
  }

  /** Sets a password that somebody else knows: its owner must choose one of their own at the next sign-in (ASVS 6.4.1). */
  async setPassword(email: string, passwordHash: string, at: Date): Promise<UserRecord | null> {
    const change = { passwordHash, hasPassword: true, passwordChangedAt: at, mustChangePassword: true };
    return await this.users
      .findOneAndUpdate({ email }, { $set: change }, { returnDocument: 'after' })
      .lean<UserRecord>();
  }

  /** Locks an account that has `role` and is not the primary administrator; null where there is none. */
  async lock(id: string, role: RoleKey, until: Date, reason: string): Promise<UserRecord | null> {
    return await this.users
      .findOneAndUpdate(
        { _id: id, isPrimaryAdmin: false, role },
        { $set: { lockedUntil: until, lockReason: reason } },
        { returnDocument: 'after' },
      )
      .lean<UserRecord>();
  }

  /** Lifts a lock that an administrator set; true where there was one. */
  async unlock(email: string, now: Date): Promise<boolean> {
    const result = await this.users.updateOne(
      { email, lockedUntil: { $gt: now } },
      { $set: { lockedUntil: null, lockReason: null } },
    );
    return result.modifiedCount > 0;
  }

  /** Lifts exactly this lock; true where it was there. */
  async liftLock(id: string, until: Date, reason: string): Promise<boolean> {
    const result = await this.users.updateOne(
      { _id: id, lockedUntil: until, lockReason: reason },
      { $set: { lockedUntil: null, lockReason: null } },
    );
    return result.modifiedCount > 0;
  }

  async findLocked(now: Date): Promise<UserRecord[]> {
    return await this.users
      .find({ lockedUntil: { $gt: now } })
      .sort({ lockedUntil: 1 })
      .limit(LOCKED_LIMIT)
      .lean<UserRecord[]>();
  }
}
