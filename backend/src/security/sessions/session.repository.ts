import type { SessionEndReason } from '@classy-book/contracts/realtime';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type Model, type mongo, Types } from 'mongoose';
import { SESSION_MODEL, type SessionDocument } from './session.schema.js';

/** The queries of the collection `sessions`. */
@Injectable()
export class SessionRepository {
  constructor(@InjectModel(SESSION_MODEL) private readonly sessions: Model<SessionDocument>) {}

  async insert(session: SessionDocument): Promise<void> {
    await this.sessions.collection.insertOne(session);
  }

  async findLiving(id: string, now: Date): Promise<SessionDocument | null> {
    return await this.sessions.findOne({ _id: id, revokedAt: null, expiresAt: { $gt: now } }).lean<SessionDocument>();
  }

  /** Extends a living session by its rest, up to its last end; null where it has ended meanwhile. One command. */
  async extend(id: string, now: Date): Promise<SessionDocument | null> {
    const end = { $min: [{ $add: [now, '$idleMs'] }, '$endsAt'] };
    const change = [{ $set: { lastUsedAt: { $max: ['$lastUsedAt', now] }, expiresAt: { $max: ['$expiresAt', end] } } }];
    const collection = this.sessions.collection as unknown as mongo.Collection<SessionDocument>;
    return await collection.findOneAndUpdate(
      { _id: new Types.ObjectId(id), revokedAt: null, expiresAt: { $gt: now } },
      change,
      { returnDocument: 'after' },
    );
  }

  /** Ends one session; true where it was living. */
  async revoke(id: string, reason: SessionEndReason, now: Date): Promise<boolean> {
    const result = await this.sessions.updateOne(
      { _id: id, revokedAt: null },
      { $set: { revokedAt: now, revokeReason: reason } },
    );
    return result.modifiedCount === 1;
  }

  /** Ends the living sessions of a person, and says which. */
  async revokeAll(userId: string, reason: SessionEndReason, now: Date): Promise<string[]> {
    const living = await this.sessions.find({ userId, revokedAt: null, expiresAt: { $gt: now } }, { _id: 1 }).lean();
    const ids = living.map((session) => session._id);
    await this.sessions.updateMany(
      { _id: { $in: ids }, revokedAt: null },
      { $set: { revokedAt: now, revokeReason: reason } },
    );
    return ids.map((id) => id.toHexString());
  }

  /** How many sessions were living at a moment; sessions that expired over a day ago are not remembered. */
  async countLivingAt(at: Date): Promise<number> {
    return await this.sessions.countDocuments({
      createdAt: { $lte: at },
      expiresAt: { $gt: at },
      $or: [{ revokedAt: null }, { revokedAt: { $gt: at } }],
    });
  }

  static newId(): Types.ObjectId {
    return new Types.ObjectId();
  }
}
