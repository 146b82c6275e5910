import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, Types } from 'mongoose';
import { OAUTH_IDENTITY_MODEL, type OauthIdentityDocument } from './oauth-identity.schema.js';

/** Somebody at a provider. */
export interface Subject {
  readonly issuer: string;
  readonly subject: string;
}

export type NewIdentity = Subject & {
  readonly userId: string;
  readonly provider: string;
  readonly email: string | null;
  /** True where it is linked by signing in with it. */
  readonly isUsed: boolean;
};

const LIST_LIMIT = 50;

/** The queries of the collection `oauth_identities`. */
@Injectable()
export class OauthIdentityRepository {
  constructor(@InjectModel(OAUTH_IDENTITY_MODEL) private readonly identities: Model<OauthIdentityDocument>) {}

  async find({ issuer, subject }: Subject): Promise<OauthIdentityDocument | null> {
    return await this.identities.findOne({ issuer, subject }).lean<OauthIdentityDocument>();
  }

  /** Finds it, and notes that it was used. */
  async use({ issuer, subject }: Subject, at: Date): Promise<OauthIdentityDocument | null> {
    return await this.identities
      .findOneAndUpdate({ issuer, subject }, { $max: { lastUsedAt: at } }, { returnDocument: 'after' })
      .lean<OauthIdentityDocument>();
  }

  async findOfUser(userId: string): Promise<OauthIdentityDocument[]> {
    return await this.identities.find({ userId }).sort({ _id: 1 }).limit(LIST_LIMIT).lean<OauthIdentityDocument[]>();
  }

  /** @throws a duplicate key error where it is linked already, or the person has one of this issuer */
  async insert({ userId, isUsed, ...identity }: NewIdentity, at: Date): Promise<OauthIdentityDocument> {
    const document: OauthIdentityDocument = {
      _id: new Types.ObjectId(),
      userId: new Types.ObjectId(userId),
      ...identity,
      linkedAt: at,
      lastUsedAt: isUsed ? at : null,
      leavingAt: null,
    };
    await this.identities.create(document);
    return document;
  }

  /** Puts the mark of leaving on a person's identity, unless it has one since `unlessSince`; null where there is none. */
  async markLeaving(id: string, userId: string, at: Date, unlessSince: Date): Promise<OauthIdentityDocument | null> {
    return await this.identities
      .findOneAndUpdate(
        { _id: id, userId, $or: [{ leavingAt: null }, { leavingAt: { $lte: unlessSince } }] },
        { $set: { leavingAt: at } },
        { returnDocument: 'after' },
      )
      .lean<OauthIdentityDocument>();
  }

  async unmark(id: Types.ObjectId): Promise<void> {
    await this.identities.updateOne({ _id: id }, { $set: { leavingAt: null } });
  }

  async remove(id: Types.ObjectId): Promise<void> {
    await this.identities.deleteOne({ _id: id });
  }

  /** True where it was this person's. */
  async removeOf(id: string, userId: string): Promise<boolean> {
    return (await this.identities.deleteOne({ _id: id, userId })).deletedCount === 1;
  }

  async removeAll(userId: string): Promise<void> {
    await this.identities.deleteMany({ userId });
  }

  /** How many of a person's identities stay: those without the mark, or with one that nobody took off since `stale`. */
  async countStaying(userId: string, stale: Date): Promise<number> {
    return await this.identities.countDocuments({
      userId,
      $or: [{ leavingAt: null }, { leavingAt: { $lte: stale } }],
    });
  }
}
