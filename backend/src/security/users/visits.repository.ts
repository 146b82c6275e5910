import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, mongo } from 'mongoose';
import { USER_MODEL, type UserDocument } from './user.schema.js';

/** What an account was before a sign-in was noted. */
export type BeforeSignIn = Pick<
  UserDocument,
  'lastSeenAt' | 'signInCountries' | 'isActive' | 'lockedUntil' | 'passwordChangedAt'
>;

const REMEMBERED_COUNTRIES = 20;
const ASKED = { lastSeenAt: 1, signInCountries: 1, isActive: 1, lockedUntil: 1, passwordChangedAt: 1 };

/** The queries of the collection `users` that note when and from where people were here. */
@Injectable()
export class VisitsRepository {
  constructor(@InjectModel(USER_MODEL) private readonly users: Model<UserDocument>) {}

  /** Notes that a person was here, unless that was noted after `unless`. */
  async touch(userId: string, at: Date, unless: Date): Promise<void> {
    await this.collection.updateOne(
      { _id: oid(userId), $or: [{ lastSeenAt: null }, { lastSeenAt: { $lt: unless } }] },
      { $set: { lastSeenAt: at } },
    );
  }

  /** Notes a sign-in, and gives what the account was before it; null where it is gone. One command. */
  async noteSignIn(userId: string, country: string | null, at: Date): Promise<BeforeSignIn | null> {
    const known = { $ifNull: ['$signInCountries', []] };
    const others = { $filter: { input: known, cond: { $ne: ['$$this', country] } } };
    const change = {
      lastSeenAt: { $max: ['$lastSeenAt', at] },
      ...(country === null
        ? {}
        : { signInCountries: { $slice: [{ $concatArrays: [others, [country]] }, -REMEMBERED_COUNTRIES] } }),
    };
    return await this.collection.findOneAndUpdate({ _id: oid(userId) }, [{ $set: change }], {
      returnDocument: 'before',
      projection: ASKED,
    });
  }

  // the driver's own collection: mongoose would cast the pipeline and set updatedAt
  private get collection(): mongo.Collection<UserDocument> {
    return this.users.collection as unknown as mongo.Collection<UserDocument>;
  }
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
