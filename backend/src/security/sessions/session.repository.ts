import type { SessionEndReason } from '@classy-book/contracts/realtime';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, mongo, Types } from 'mongoose';
import { rotationPipeline } from './rotation.js';
import { SESSION_MODEL, type SessionDocument } from './session.schema.js';

/** The newest sessions of a person that a list shows. */
const LISTED = 100;

/** The queries of the collection `sessions`. */
@Injectable()
export class SessionRepository {
  constructor(@InjectModel(SESSION_MODEL) private readonly sessions: Model<SessionDocument>) {}

  // the driver's own collection: mongoose would cast the pipeline, and refreshing is hot
  private get collection(): mongo.Collection<SessionDocument> {
    return this.sessions.collection as unknown as mongo.Collection<SessionDocument>;
  }

  async insert(session: SessionDocument): Promise<void> {
    await this.collection.insertOne(session);
  }

  async findLiving(id: string, now: Date): Promise<SessionDocument | null> {
    return await this.sessions.findOne({ _id: id, revokedAt: null, expiresAt: { $gt: now } }).lean<SessionDocument>();
  }

  /** The same where its tokens carry this secret. */
  async findLivingBySecret(id: string, secretHash: string, now: Date): Promise<SessionDocument | null> {
    return await this.sessions
      .findOne({ _id: id, secretHash, revokedAt: null, expiresAt: { $gt: now } })
      .lean<SessionDocument>();
  }

  /** The living sessions of a person, those used last first. */
  async findLivingOf(userId: string, now: Date): Promise<SessionDocument[]> {
    return await this.sessions
      .find({ userId, revokedAt: null, expiresAt: { $gt: now } })
      .sort({ lastUsedAt: -1, _id: -1 })
      .limit(LISTED)
      .lean<SessionDocument[]>();
  }

  /**
   * Uses the refresh token of a generation, and gives the session as it is then; null where it has ended, or its tokens
   * carry another secret. One command.
   */
  async rotate(id: string, generation: number, secretHash: string, now: Date): Promise<SessionDocument | null> {
    return await this.collection.findOneAndUpdate(
      { _id: mongo.ObjectId.createFromHexString(id), secretHash, revokedAt: null, expiresAt: { $gt: now } },
      rotationPipeline(generation, now),
      { returnDocument: 'after' },
    );
  }

  /** Notes a fresh proof of who the person is; null where the session has ended. */
  async markVerified(id: string, at: Date): Promise<SessionDocument | null> {
    return await this.sessions
      .findOneAndUpdate(
        { _id: id, revokedAt: null, expiresAt: { $gt: at } },
        { $max: { verifiedAt: at } },
        { returnDocument: 'after' },
      )
      .lean<SessionDocument>();
  }

  /** Ends one session; true where it was living. */
  async revoke(id: string, reason: SessionEndReason, now: Date): Promise<boolean> {
    const result = await this.sessions.updateOne(
      { _id: id, revokedAt: null },
      { $set: { revokedAt: now, revokeReason: reason } },
    );
    return result.modifiedCount === 1;
  }

  /** Ends one session of a person; true where it was theirs and living. */
  async revokeOf(userId: string, id: string, reason: SessionEndReason, now: Date): Promise<boolean> {
    const result = await this.sessions.updateOne(
      { _id: id, userId, revokedAt: null, expiresAt: { $gt: now } },
      { $set: { revokedAt: now, revokeReason: reason } },
    );
    return result.modifiedCount === 1;
  }

  /** Ends the living sessions of a person, all but `except` where one is given, and says which. */
  async revokeAll(userId: string, reason: SessionEndReason, now: Date, except?: string): Promise<string[]> {
    const others = except === undefined ? {} : { _id: { $ne: except } };
    const living = await this.sessions
      .find({ userId, revokedAt: null, expiresAt: { $gt: now }, ...others }, { _id: 1 })
      .lean();
    const ids = living.map((session) => session._id);
    await this.sessions.updateMany(
      { _id: { $in: ids }, revokedAt: null },
      { $set: { revokedAt: now, revokeReason: reason } },
    );
    return ids.map((id) => id.toHexString());
  }

  /** How many living sessions each of these people has; those who have none are left out. */
  async countLivingOf(userIds: readonly string[], now: Date): Promise<Map<string, number>> {
    const owners = userIds.map((id) => mongo.ObjectId.createFromHexString(id));
    const groups = await this.sessions.aggregate<{ _id: Types.ObjectId; sessions: number }>([
      { $match: { userId: { $in: owners }, revokedAt: null, expiresAt: { $gt: now } } },
      { $group: { _id: '$userId', sessions: { $sum: 1 } } },
    ]);
    return new Map(groups.map(({ _id, sessions }) => [_id.toHexString(), sessions]));
  }

  /** How many sessions were living at a moment; sessions that expired over a day ago are not remembered. */
  async countLivingAt(at: Date): Promise<number> {
    return await this.sessions.countDocuments({
      createdAt: { $lte: at },
      expiresAt: { $gt: at },
      $or: [{ revokedAt: null }, { revokedAt: { $gt: at } }],
    });
  }

  /** The number of people with a session that lives at `now` and was used at or after `since`. */
  async countPeople(since: Date, now: Date): Promise<number> {
    const [found] = await this.sessions.aggregate<{ people: number }>([
      { $match: { expiresAt: { $gt: now }, revokedAt: null, lastUsedAt: { $gte: since } } },
      { $group: { _id: '$userId' } },
      { $count: 'people' },
    ]);
    return found?.people ?? 0;
  }

  static newId(): Types.ObjectId {
    return new Types.ObjectId();
  }
}
