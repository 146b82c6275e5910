import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, mongo } from 'mongoose';
import { isDuplicateKey, upsertOrMeet } from '../../database/database-errors.js';
import { FOLLOWED_OUTLINE_COLLECTION, type FollowedOutlineDocument } from './followed-outline.schema.js';

/** A course whose progress is computed again, as it was taken. */
export interface ClaimedOutline {
  readonly courseId: string;
  readonly ticket: string;
}

/** The queries of the collection `followed_outlines`. */
@Injectable()
export class FollowedOutlineRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Notes that a course has learners: it is looked at when a process starts. */
  async follow(courseId: string, done: number): Promise<void> {
    try {
      await this.outlines.updateOne(
        { _id: courseId },
        { $setOnInsert: { done, dueAt: null, ticket: newTicket() } },
        { upsert: true },
      );
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Says that there is something to compute. Where somebody computes it already, it is done once more. */
  async want(courseId: string, dueAt: Date): Promise<void> {
    await upsertOrMeet(async () =>
      this.outlines.updateOne(
        { _id: courseId },
        { $set: { dueAt, ticket: newTicket() }, $setOnInsert: { done: 0 } },
        { upsert: true },
      ),
    );
  }

  /** Takes a course that is due; it is due again at `until`, should this process die. */
  async claim(now: Date, until: Date): Promise<ClaimedOutline | null> {
    const claimed = await this.outlines.findOneAndUpdate({ dueAt: { $lte: now } }, { $set: { dueAt: until } });
    return claimed === null ? null : { courseId: claimed._id, ticket: claimed.ticket };
  }

  /** Holds on to a course; false where it was asked for anew. */
  async hold({ courseId, ticket }: ClaimedOutline, until: Date): Promise<boolean> {
    const { matchedCount } = await this.outlines.updateOne({ _id: courseId, ticket }, { $set: { dueAt: until } });
    return matchedCount === 1;
  }

  /** Progress is computed up to an outline, unless it was asked for anew. */
  async finish({ courseId, ticket }: ClaimedOutline, done: number): Promise<void> {
    await this.outlines.updateOne({ _id: courseId, ticket }, { $set: { dueAt: null, done } });
  }

  /** A page of all, by their ids: which courses, and how far each is. */
  async page(after: string, limit: number): Promise<{ courseId: string; done: number }[]> {
    const found = await this.outlines
      .find({ _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
    return found.map(({ _id, done }) => ({ courseId: _id, done }));
  }

  async remove(courseId: string): Promise<void> {
    await this.outlines.deleteOne({ _id: courseId });
  }

  private get outlines(): mongo.Collection<FollowedOutlineDocument> {
    return this.connection.collection(
      FOLLOWED_OUTLINE_COLLECTION,
    ) as unknown as mongo.Collection<FollowedOutlineDocument>;
  }
}

function newTicket(): string {
  return new mongo.ObjectId().toHexString();
}
