import type { QuizDraft } from '@classy-book/contracts/quizzes';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type ClientSession, type Connection, mongo } from 'mongoose';
import { QUIZ_COLLECTION, type QuizDocument } from './quiz.schema.js';

/** A quiz as it is stored. */
export interface StoredQuiz {
  readonly id: string;
  readonly courseId: string;
  readonly revision: number;
  readonly draft: QuizDraft;
  readonly published: QuizDocument['published'];
  readonly savedAt: Date;
  readonly savedById: string;
}

/** A new quiz. */
export interface NewQuiz {
  readonly courseId: string;
  readonly draft: QuizDraft;
  readonly savedById: string;
  readonly at: Date;
}

/** A save of a draft: `revision` is the one that it is based on. */
export interface DraftSave {
  readonly revision: number;
  readonly draft: QuizDraft;
  readonly savedById: string;
  readonly at: Date;
}

/** The queries of the collection `quizzes`. */
@Injectable()
export class QuizRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async insert({ courseId, at, ...quiz }: NewQuiz, session: ClientSession): Promise<string> {
    const _id = new mongo.ObjectId();
    await this.quizzes.insertOne(
      { _id, courseId: oid(courseId), revision: 0, ...quiz, published: null, savedAt: at, createdAt: at },
      { session },
    );
    return _id.toHexString();
  }

  async find(id: string): Promise<StoredQuiz | null> {
    const found = await this.quizzes.findOne({ _id: oid(id) });
    return found === null ? null : toStored(found);
  }

  async ofCourse(courseId: string): Promise<StoredQuiz[]> {
    const found = await this.quizzes
      .find({ courseId: oid(courseId) })
      .sort({ _id: 1 })
      .toArray();
    return found.map(toStored);
  }

  /** Those of these quizzes that belong to the course. */
  async findIn(courseId: string, ids: readonly string[], session: ClientSession): Promise<StoredQuiz[]> {
    const found = await this.quizzes.find({ _id: { $in: ids.map(oid) } }, { session }).toArray();
    return found.map(toStored).filter((quiz) => quiz.courseId === courseId);
  }

  async countIn(courseId: string, session: ClientSession): Promise<number> {
    return await this.quizzes.countDocuments({ courseId: oid(courseId) }, { session });
  }

  /** Saves a draft over the revision that it is based on; null where that is not the current one, or the quiz is gone. */
  async saveDraft(id: string, { revision, draft, savedById, at }: DraftSave): Promise<StoredQuiz | null> {
    const saved = await this.quizzes.findOneAndUpdate(
      { _id: oid(id), revision },
      { $set: { draft, savedById, savedAt: at }, $inc: { revision: 1 } },
      { returnDocument: 'after' },
    );
    return saved === null ? null : toStored(saved);
  }

  /** Puts the draft of a revision in force; false where somebody saved in between. */
  async publish({ id, revision, draft }: StoredQuiz, at: Date, session: ClientSession): Promise<boolean> {
    const { matchedCount } = await this.quizzes.updateOne(
      { _id: oid(id), revision },
      { $set: { published: { revision, at, content: draft } } },
      { session },
    );
    return matchedCount === 1;
  }

  async removeOf(courseId: string, session: ClientSession): Promise<void> {
    await this.quizzes.deleteMany({ courseId: oid(courseId) }, { session });
  }

  private get quizzes(): mongo.Collection<QuizDocument> {
    return this.connection.collection(QUIZ_COLLECTION) as unknown as mongo.Collection<QuizDocument>;
  }
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}

function toStored({ _id, courseId, revision, draft, published, savedAt, savedById }: QuizDocument): StoredQuiz {
  return { id: _id.toHexString(), courseId: courseId.toHexString(), revision, draft, published, savedAt, savedById };
}
