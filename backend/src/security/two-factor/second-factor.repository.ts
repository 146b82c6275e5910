import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type ClientSession, type Model, type mongo, Types } from 'mongoose';
import {
  type AuthenticatorRecord,
  type BackupCodeSet,
  SECOND_FACTOR_MODEL,
  type SecondFactorDocument,
} from './second-factor.schema.js';

/** The most authenticators of one person. */
export const MAX_AUTHENTICATORS = 10;

/** What a use of a passkey leaves behind. */
export interface PasskeyUse {
  readonly counter: number;
  readonly backedUp: boolean;
  readonly at: Date;
}

/** The queries of the collection `second_factors`. */
@Injectable()
export class SecondFactorRepository {
  constructor(@InjectModel(SECOND_FACTOR_MODEL) private readonly factors: Model<SecondFactorDocument>) {}

  // the driver's own collection: the records are plain, and nothing of them is to be cast
  private get collection(): mongo.Collection<SecondFactorDocument> {
    return this.factors.collection as unknown as mongo.Collection<SecondFactorDocument>;
  }

  async find(userId: string, session?: ClientSession): Promise<SecondFactorDocument | null> {
    return await this.collection.findOne({ _id: new Types.ObjectId(userId) }, withSession(session));
  }

  /** The person who has the passkey with this credential id. */
  async findByKey(key: string): Promise<SecondFactorDocument | null> {
    return await this.collection.findOne({ 'authenticators.key': key });
  }

  /** @throws a duplicate key error where the person has factors already, or somebody else has this passkey */
  async insert(factors: SecondFactorDocument, session: ClientSession): Promise<void> {
    await this.collection.insertOne(factors, { session });
  }

  /** Adds to what is there: false where there is nothing yet, no room, or the same passkey. */
  async append(userId: string, added: AuthenticatorRecord, session: ClientSession): Promise<boolean> {
    const result = await this.collection.updateOne(
      {
        _id: new Types.ObjectId(userId),
        [`authenticators.${String(MAX_AUTHENTICATORS - 1)}`]: { $exists: false },
        'authenticators.key': { $ne: added.key },
      },
      { $push: { authenticators: added } },
      { session },
    );
    return result.modifiedCount === 1;
  }

  /** Removes one of several: false where it is not there, or is the last one. */
  async removeOne(userId: string, id: string, session: ClientSession): Promise<boolean> {
    const result = await this.collection.updateOne(
      { _id: new Types.ObjectId(userId), 'authenticators.1': { $exists: true }, 'authenticators.id': id },
      { $pull: { authenticators: { id } } },
      { session },
    );
    return result.modifiedCount === 1;
  }

  /** Removes the last one, and the backup codes with it: false where it is not there, or not the last one any more. */
  async removeLast(userId: string, id: string, session: ClientSession): Promise<boolean> {
    const result = await this.collection.deleteOne(
      { _id: new Types.ObjectId(userId), 'authenticators.1': { $exists: false }, 'authenticators.id': id },
      { session },
    );
    return result.deletedCount === 1;
  }

  /** Removes everything: true where there was something. */
  async removeAll(userId: string, session: ClientSession): Promise<boolean> {
    const result = await this.collection.deleteOne({ _id: new Types.ObjectId(userId) }, { session });
    return result.deletedCount === 1;
  }

  async rename(userId: string, id: string, name: string): Promise<boolean> {
    const result = await this.collection.updateOne(
      { _id: new Types.ObjectId(userId), 'authenticators.id': id },
      { $set: { 'authenticators.$.name': name } },
    );
    return result.matchedCount === 1;
  }

  /** Accepts the code of a time step: of many at once, one is accepted, and none of an earlier step afterwards. */
  async acceptStep(userId: string, id: string, step: number, at: Date): Promise<boolean> {
    const result = await this.collection.updateOne(
      { _id: new Types.ObjectId(userId), authenticators: { $elemMatch: { id, lastStep: { $lt: step } } } },
      { $set: { 'authenticators.$.lastStep': step, 'authenticators.$.lastUsedAt': at } },
    );
    return result.modifiedCount === 1;
  }

  /** Accepts an assertion of a passkey where its counter has grown, or the authenticator does not count at all. */
  async acceptAssertion(userId: string, id: string, { counter, backedUp, at }: PasskeyUse): Promise<boolean> {
    const allowed = counter === 0 ? 0 : { $lt: counter };
    const result = await this.collection.updateOne(
      { _id: new Types.ObjectId(userId), authenticators: { $elemMatch: { id, counter: allowed } } },
      {
        $set: {
          'authenticators.$.counter': counter,
          'authenticators.$.backedUp': backedUp,
          'authenticators.$.lastUsedAt': at,
        },
      },
    );
    return result.matchedCount === 1;
  }

  /** Puts a seed that was sealed again in the place of the one it was read from. */
  async reseal(userId: string, id: string, from: string, to: string): Promise<void> {
    await this.collection.updateOne(
      { _id: new Types.ObjectId(userId), authenticators: { $elemMatch: { id, secret: from } } },
      { $set: { 'authenticators.$.secret': to } },
    );
  }

  /** People with a seed that another key than `keyId` has sealed, at most `limit`, in the order of their ids. */
  async findSealedOtherwise(keyId: string, after: string | null, limit: number): Promise<SecondFactorDocument[]> {
    return await this.collection
      .find({
        ...(after === null ? {} : { _id: { $gt: new Types.ObjectId(after) } }),
        authenticators: { $elemMatch: { kind: 'totp', secret: { $not: new RegExp(`^${keyId}\\.`) } } },
      })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
  }

  /** False where the person has no second factor. */
  async replaceBackupCodes(userId: string, backupCodes: BackupCodeSet): Promise<boolean> {
    const result = await this.collection.updateOne({ _id: new Types.ObjectId(userId) }, { $set: { backupCodes } });
    return result.matchedCount === 1;
  }

  /** Uses a backup code up: of many at once, one gets it. */
  async takeBackupCode(userId: string, hash: string): Promise<boolean> {
    const result = await this.collection.updateOne(
      { _id: new Types.ObjectId(userId), 'backupCodes.hashes': hash },
      { $pull: { 'backupCodes.hashes': hash } },
    );
    return result.modifiedCount === 1;
  }
}

function withSession(session: ClientSession | undefined): { session?: ClientSession } {
  return session === undefined ? {} : { session };
}
