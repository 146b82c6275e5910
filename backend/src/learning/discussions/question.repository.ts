import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type ClientSession, type Connection, mongo } from 'mongoose';
import { TimeOrderedIds } from '../../common/ids/time-ordered-ids.js';
import { type Hiding, QUESTION_COLLECTION, type QuestionDocument } from './question.schema.js';

/** A question on its way in. */
export interface NewQuestion {
  readonly courseId: string;
  readonly lessonId: string;
  readonly authorId: string;
  readonly teacher: boolean;
  readonly title: string;
  readonly text: string;
  readonly at: Date;
}

/** Which questions: of a lesson or of a whole course; `seenBy` leaves out hidden ones of others. */
export interface QuestionSelection {
  readonly of: { readonly lessonId: string } | { readonly courseId: string };
  readonly filter: 'all' | 'unanswered' | 'hidden';
  readonly seenBy: string | null;
  readonly before: string | undefined;
}

/** What an answer that comes, goes, or is hidden, changes in its question. */
export interface AnswerCounts {
  readonly answers: number;
  readonly teacherAnswers: number;
  readonly allAnswers: number;
}

/** The queries of the collection `lesson_questions`. */
@Injectable()
export class QuestionRepository {
  private readonly ids = new TimeOrderedIds();

  constructor(@InjectConnection() private readonly connection: Connection) {}

  async insert({ courseId, lessonId, authorId, at, ...rest }: NewQuestion): Promise<QuestionDocument> {
    const document: QuestionDocument = {
      _id: oid(this.ids.next(at.getTime())),
      ...{ courseId: oid(courseId), lessonId: oid(lessonId), authorId: oid(authorId), at, ...rest },
      ...{
        editedAt: null,
        hidden: null,
        isHidden: false,
        answers: 0,
        teacherAnswers: 0,
        allAnswers: 0,
        turn: 0,
        acceptedAnswerId: null,
      },
    };
    await this.questions.insertOne(document);
    return document;
  }

  async find(id: string): Promise<QuestionDocument | null> {
    return await this.questions.findOne({ _id: oid(id) });
  }

  /** One page, newest first. */
  async page({ of, filter, seenBy, before }: QuestionSelection, limit: number): Promise<QuestionDocument[]> {
    const hidden = seenBy === null ? {} : { $or: [{ isHidden: false }, { authorId: oid(seenBy) }] };
    return await this.questions
      .find({
        ...('lessonId' in of ? { lessonId: oid(of.lessonId) } : { courseId: oid(of.courseId) }),
        ...(filter === 'unanswered' ? { answers: 0 } : {}),
        ...hidden,
        ...(filter === 'hidden' ? { isHidden: true } : {}),
        ...(before === undefined ? {} : { _id: { $lt: oid(before) } }),
      })
      .sort({ _id: -1 })
      .limit(limit)
      .toArray();
  }

  /** How many a lesson has, counted up to `limit`. */
  async count(lessonId: string, limit: number): Promise<number> {
    return await this.questions.countDocuments({ lessonId: oid(lessonId) }, { limit });
  }

  /** The first write of a transaction that changes a question or its answers; null where it is gone. */
  async take(id: string, session: ClientSession): Promise<QuestionDocument | null> {
    return await this.questions.findOneAndUpdate(
      { _id: oid(id) },
      { $inc: { turn: 1 } },
      { session, returnDocument: 'after' },
    );
  }

  /** Changes the text of one of an author's; null where it is not theirs, or older than `since`. */
  async edit(
    id: string,
    authorId: string,
    { title, text }: { title: string; text: string },
    { since, at }: { since: Date; at: Date },
  ): Promise<QuestionDocument | null> {
    return await this.questions.findOneAndUpdate(
      { _id: oid(id), authorId: oid(authorId), at: { $gt: since } },
      { $set: { title, text, editedAt: at } },
      { returnDocument: 'after' },
    );
  }

  async hide(id: string, hidden: Hiding | null): Promise<QuestionDocument | null> {
    return await this.questions.findOneAndUpdate(
      { _id: oid(id) },
      { $set: { hidden, isHidden: hidden !== null } },
      { returnDocument: 'after' },
    );
  }

  async accept(id: mongo.ObjectId, answerId: mongo.ObjectId | null, session: ClientSession): Promise<void> {
    await this.questions.updateOne({ _id: id }, { $set: { acceptedAnswerId: answerId } }, { session });
  }

  async countAnswers(id: mongo.ObjectId, by: AnswerCounts, session: ClientSession): Promise<void> {
    await this.questions.updateOne({ _id: id }, { $inc: { ...by } }, { session });
  }

  async remove(id: mongo.ObjectId, session: ClientSession): Promise<void> {
    await this.questions.deleteOne({ _id: id }, { session });
  }

  /** What somebody asked, newest first. */
  async ofAuthor(userId: string, limit: number): Promise<QuestionDocument[]> {
    return await this.questions
      .find({ authorId: oid(userId) })
      .sort({ _id: -1 })
      .limit(limit)
      .toArray();
  }

  /** What somebody asked stays when they go, without their name. */
  async unname(userId: string): Promise<void> {
    await this.questions.updateMany({ authorId: oid(userId) }, { $set: { authorId: null } });
  }

  async removeOfCourse(courseId: string, session: ClientSession): Promise<void> {
    await this.questions.deleteMany({ courseId: oid(courseId) }, { session });
  }

  private get questions(): mongo.Collection<QuestionDocument> {
    return this.connection.collection(QUESTION_COLLECTION) as unknown as mongo.Collection<QuestionDocument>;
  }
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
