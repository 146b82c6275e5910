import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type ClientSession, type Connection, mongo } from 'mongoose';
import { TimeOrderedIds } from '../../common/ids/time-ordered-ids.js';
import { ANSWER_COLLECTION, type AnswerDocument } from './answer.schema.js';
import type { Hiding, QuestionDocument } from './question.schema.js';

/** An answer on its way in. */
export interface NewAnswer {
  readonly authorId: string;
  readonly teacher: boolean;
  readonly text: string;
  readonly at: Date;
}

/** The queries of the collection `lesson_answers`. */
@Injectable()
export class AnswerRepository {
  private readonly ids = new TimeOrderedIds();

  constructor(@InjectConnection() private readonly connection: Connection) {}

  async insert(
    { _id: questionId, courseId, lessonId }: QuestionDocument,
    { authorId, at, ...rest }: NewAnswer,
    session: ClientSession,
  ): Promise<AnswerDocument> {
    const document: AnswerDocument = {
      _id: oid(this.ids.next(at.getTime())),
      ...{ questionId, courseId, lessonId, authorId: oid(authorId), at, ...rest },
      ...{ editedAt: null, hidden: null },
    };
    await this.answers.insertOne(document, { session });
    return document;
  }

  async find(id: string, session?: ClientSession): Promise<AnswerDocument | null> {
    return await this.answers.findOne({ _id: oid(id) }, session === undefined ? {} : { session });
  }

  /** All answers to a question, oldest first: a question has a limited number of them. */
  async ofQuestion(questionId: mongo.ObjectId): Promise<AnswerDocument[]> {
    return await this.answers.find({ questionId }).sort({ _id: 1 }).toArray();
  }

  /** Changes the text of one of an author's; null where it is not theirs, or older than `since`. */
  async edit(
    id: string,
    authorId: string,
    text: string,
    { since, at }: { since: Date; at: Date },
  ): Promise<AnswerDocument | null> {
    return await this.answers.findOneAndUpdate(
      { _id: oid(id), authorId: oid(authorId), at: { $gt: since } },
      { $set: { text, editedAt: at } },
      { returnDocument: 'after' },
    );
  }

  async hide(id: mongo.ObjectId, hidden: Hiding | null, session: ClientSession): Promise<void> {
    await this.answers.updateOne({ _id: id }, { $set: { hidden } }, { session });
  }

  async remove(id: mongo.ObjectId, session: ClientSession): Promise<void> {
    await this.answers.deleteOne({ _id: id }, { session });
  }

  async removeOfQuestion(questionId: mongo.ObjectId, session: ClientSession): Promise<void> {
    await this.answers.deleteMany({ questionId }, { session });
  }

  /** What somebody answered, newest first. */
  async ofAuthor(userId: string, limit: number): Promise<AnswerDocument[]> {
    return await this.answers
      .find({ authorId: oid(userId) })
      .sort({ _id: -1 })
      .limit(limit)
      .toArray();
  }

  /** What somebody answered stays when they go, without their name. */
  async unname(userId: string): Promise<void> {
    await this.answers.updateMany({ authorId: oid(userId) }, { $set: { authorId: null } });
  }

  async removeOfCourse(courseId: string, session: ClientSession): Promise<void> {
    await this.answers.deleteMany({ courseId: oid(courseId) }, { session });
  }

  private get answers(): mongo.Collection<AnswerDocument> {
    return this.connection.collection(ANSWER_COLLECTION) as unknown as mongo.Collection<AnswerDocument>;
  }
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
