import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type ClientSession, type Model, Types } from 'mongoose';
import { REVIEW_MODEL, type ReviewDocument } from './review.schema.js';

/** The queries of the collection `course_reviews`. */
@Injectable()
export class ReviewRepository {
  constructor(@InjectModel(REVIEW_MODEL) private readonly reviews: Model<ReviewDocument>) {}

  /**
   * One page, newest first: what everybody sees, and the hidden one of `viewerId` (all hidden ones for null, who moderates).
   */
  async page(
    courseId: string,
    { viewerId, stars, before }: { viewerId: string | null; stars: number | undefined; before: string | undefined },
    limit: number,
  ): Promise<ReviewDocument[]> {
    const visible = viewerId === null ? {} : { $or: [{ hidden: false }, { hidden: true, userId: viewerId }] };
    return await this.reviews
      .find({
        courseId,
        ...visible,
        ...(stars === undefined ? {} : { stars }),
        ...(before === undefined ? {} : { _id: { $lt: new Types.ObjectId(before) } }),
      })
      .sort({ _id: -1 })
      .limit(limit)
      .lean<ReviewDocument[]>();
  }

  async find(id: string): Promise<ReviewDocument | null> {
    return await this.reviews.findById(id).lean<ReviewDocument>();
  }

  async findOf(courseId: string, userId: string): Promise<ReviewDocument | null> {
    return await this.reviews.findOne({ courseId, userId }).lean<ReviewDocument>();
  }

  async findAllOf(userId: string): Promise<ReviewDocument[]> {
    return await this.reviews.find({ userId }).sort({ _id: 1 }).lean<ReviewDocument[]>();
  }

  /** Writes the review of a person, over the one before; one that is hidden stays hidden. */
  async write(
    courseId: string,
    userId: string,
    { stars, text, at }: { stars: number; text: string; at: Date },
    session: ClientSession,
  ): Promise<void> {
    const { matchedCount } = await this.reviews.updateOne(
      { courseId, userId },
      { $set: { stars, text, editedAt: at } },
      { session },
    );
    if (matchedCount > 0) return;
    await this.reviews.create([{ courseId, userId, stars, text, reply: null, hidden: false, editedAt: null }], {
      session,
    });
  }

  async remove(courseId: string, userId: string, session: ClientSession): Promise<boolean> {
    return (await this.reviews.deleteOne({ courseId, userId }, { session })).deletedCount > 0;
  }

  async setReply(id: string, reply: ReviewDocument['reply']): Promise<void> {
    await this.reviews.updateOne({ _id: id }, { $set: { reply } });
  }

  /** Answers whether it was the other way before. */
  async setHidden(id: string, hidden: boolean, session: ClientSession): Promise<boolean> {
    return (
      (await this.reviews.updateOne({ _id: id, hidden: !hidden }, { $set: { hidden } }, { session })).matchedCount > 0
    );
  }

  /** How many that everybody sees gave each number of stars. */
  async countStars(courseId: string, session?: ClientSession): Promise<ReadonlyMap<number, number>> {
    const counts = await this.reviews.aggregate<{ _id: number; count: number }>(
      [{ $match: { courseId, hidden: false } }, { $group: { _id: '$stars', count: { $sum: 1 } } }],
      { session: session ?? null },
    );
    return new Map(counts.map(({ _id, count }) => [_id, count]));
  }
}
