import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import type { UserRecord } from './user.repository.js';
import { USER_MODEL, type UserDocument } from './user.schema.js';

/** What people may change of their profile. */
export type ProfileChange = Partial<Pick<UserDocument, 'firstName' | 'lastName' | 'locale' | 'theme'>>;

/**
 * The changes of an account that its owner makes. Each says in its filter what must still hold, so that of two at once
 * one is made and the other is told; null means that it did not hold.
 */
@Injectable()
export class OwnAccountRepository {
  constructor(@InjectModel(USER_MODEL) private readonly users: Model<UserDocument>) {}

  async findHash(id: string): Promise<string | null> {
    const user = await this.users.findById(id, { passwordHash: 1 }).select('+passwordHash').lean<UserDocument>();
    return user?.passwordHash ?? null;
  }

  async find(id: string): Promise<UserRecord | null> {
    return await this.users.findById(id).lean<UserRecord>();
  }

  async changeProfile(id: string, change: ProfileChange): Promise<UserRecord | null> {
    return await this.update({ _id: id }, change);
  }

  async verifyEmail(id: string, email: string, at: Date): Promise<UserRecord | null> {
    return await this.update({ _id: id, email, emailVerifiedAt: null }, { emailVerifiedAt: at });
  }

  /** @throws the database's duplicate key error where the new address has an account */
  async changeEmail(id: string, from: string, to: string, at: Date): Promise<UserRecord | null> {
    return await this.update({ _id: id, email: from }, { email: to, emailVerifiedAt: at });
  }

  /** Replaces the password that has the hash `known`, null where there is none. */
  async changePassword(id: string, known: string | null, hash: string, at: Date): Promise<UserRecord | null> {
    return await this.update(
      { _id: id, passwordHash: known },
      { passwordHash: hash, hasPassword: true, passwordChangedAt: at, mustChangePassword: false },
    );
  }

  /** Sets a password through a link that was mailed to `email`, which is thereby verified. */
  async resetPassword(id: string, email: string, hash: string, at: Date): Promise<UserRecord | null> {
    const change = {
      // a hash begins with a dollar: unless it is said otherwise, the pipeline takes it for the name of a field
      passwordHash: { $literal: hash },
      hasPassword: true,
      passwordChangedAt: at,
      mustChangePassword: false,
      emailVerifiedAt: { $ifNull: ['$emailVerifiedAt', at] },
      updatedAt: at,
    };
    const options = { updatePipeline: true, returnDocument: 'after' } as const;
    return await this.users
      .findOneAndUpdate({ _id: id, email, isActive: true }, [{ $set: change }], options)
      .lean<UserRecord>();
  }

  /** Takes the password away, where there is one: whoever knows it comes in no more. A new one must be chosen. */
  async voidPassword(id: string, at: Date): Promise<UserRecord | null> {
    return await this.update(
      { _id: id, passwordHash: { $ne: null } },
      { passwordHash: null, hasPassword: false, mustChangePassword: true, passwordChangedAt: at },
    );
  }

  async requestDeletion(id: string, deleteAfter: Date, session: ClientSession): Promise<UserRecord | null> {
    return await this.users
      .findOneAndUpdate({ _id: id, deleteAfter: null }, { $set: { deleteAfter } }, { session, returnDocument: 'after' })
      .lean<UserRecord>();
  }

  /** Takes a deletion back whose moment has not come. */
  async cancelDeletion(id: string, now: Date): Promise<UserRecord | null> {
    return await this.update({ _id: id, deleteAfter: { $gt: now } }, { deleteAfter: null });
  }

  /** Has an account go now: it is closed, and due. */
  async makeDue(id: string, now: Date, session: ClientSession): Promise<void> {
    await this.users.updateOne({ _id: id }, { $set: { isActive: false, deleteAfter: now } }, { session });
  }

  /** The accounts whose grace period is over, the longest first. */
  async findDue(now: Date, limit: number): Promise<string[]> {
    const due = await this.users
      .find({ ...isDue(now), isPrimaryAdmin: false }, { _id: 1 })
      .sort({ deleteAfter: 1 })
      .limit(limit)
      .lean<UserRecord[]>();
    return due.map(({ _id }) => _id.toHexString());
  }

  /** Closes an account that is due, so that nobody comes in while it is taken apart. */
  async closeDue(id: string, now: Date): Promise<UserRecord | null> {
    return await this.update({ _id: id, isPrimaryAdmin: false, ...isDue(now) }, { isActive: false });
  }

  /** Deletes an account that is due; of many at once one gets it. */
  async removeDue(id: string, now: Date): Promise<UserRecord | null> {
    return await this.users
      .findOneAndDelete({ _id: id, isPrimaryAdmin: false, isActive: false, ...isDue(now) })
      .lean<UserRecord>();
  }

  private async update(filter: object, change: Partial<UserDocument>): Promise<UserRecord | null> {
    return await this.users.findOneAndUpdate(filter, { $set: change }, { returnDocument: 'after' }).lean<UserRecord>();
  }
}

// a range without null: what never goes has no date
function isDue(now: Date): { deleteAfter: { $lte: Date } } {
  return { deleteAfter: { $lte: now } };
}
