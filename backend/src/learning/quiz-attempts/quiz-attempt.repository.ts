import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type ClientSession, type Connection, mongo } from 'mongoose';
import { isDuplicateKey } from '../../database/database-errors.js';
import { keyOf } from './answer-keys.js';
import {
  type EssayMark,
  QUIZ_ATTEMPT_COLLECTION,
  type QuizAttemptDocument,
  type StoredAnswer,
} from './quiz-attempt.schema.js';

/** What a list of attempts needs. */
export type AttemptHead = Omit<QuizAttemptDocument, 'answers' | 'essays'>;

/** What a closed or graded attempt came to. */
export interface AttemptOutcome {
  readonly state: 'needs_grading' | 'graded';
  readonly points: number | null;
  readonly percent: number | null;
  readonly maxPoints: number;
}

const HEAD = { answers: 0, essays: 0 } as const;

/** The queries of the collection `quiz_attempts`. */
@Injectable()
export class QuizAttemptRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Stores a new attempt; false where its taker has one of this number already. */
  async insert(attempt: QuizAttemptDocument): Promise<boolean> {
    try {
      await this.attempts.insertOne(attempt);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async find(id: string, session?: ClientSession): Promise<QuizAttemptDocument | null> {
    return await this.attempts.findOne({ _id: oid(id) }, session === undefined ? {} : { session });
  }

  /** An attempt of a person, without its answers. */
  async headOf(id: string, userId: string): Promise<AttemptHead | null> {
    return await this.attempts.findOne({ _id: oid(id), userId: oid(userId) }, { projection: HEAD });
  }

  /** The attempts of a taker in a quiz, in their order, without answers. */
  async headsOf(takerId: string, quizId: string, session?: ClientSession): Promise<AttemptHead[]> {
    return await this.attempts
      .find(
        { takerId: oid(takerId), quizId: oid(quizId) },
        { projection: HEAD, ...(session === undefined ? {} : { session }) },
      )
      .sort({ number: 1 })
      .toArray();
  }

  /** All attempts of a taker, without answers, at most 1,000. */
  async allOf(takerId: string): Promise<AttemptHead[]> {
    return await this.attempts
      .find({ takerId: oid(takerId) }, { projection: HEAD })
      .sort({ quizId: 1, number: 1 })
      .limit(1_000)
      .toArray();
  }

  /** Saves an answer over one with a lower revision; false where the attempt is closed or the stored one is as high. */
  async saveAnswer(id: string, userId: string, questionId: string, answer: StoredAnswer): Promise<boolean> {
    const path = `answers.${keyOf(questionId)}`;
    const { matchedCount } = await this.attempts.updateOne(
      {
        _id: oid(id),
        userId: oid(userId),
        state: 'in_progress',
        $or: [{ [path]: { $exists: false } }, { [`${path}.revision`]: { $lt: answer.revision } }],
      },
      { $set: { [path]: answer } },
    );
    return matchedCount === 1;
  }

  /** Closes an attempt that is in progress and answers it with all that was saved; null where somebody else closed it. */
  async finish(
    id: mongo.ObjectId,
    submittedAt: Date,
    closedByDeadline: boolean,
    session: ClientSession,
  ): Promise<QuizAttemptDocument | null> {
    return await this.attempts.findOneAndUpdate(
      { _id: id, state: 'in_progress' },
      { $set: { state: 'needs_grading', submittedAt, closedByDeadline }, $unset: { closeAt: '' } },
      { session, returnDocument: 'after' },
    );
  }

  async setOutcome(id: mongo.ObjectId, outcome: AttemptOutcome, session: ClientSession): Promise<void> {
    await this.attempts.updateOne({ _id: id }, { $set: { ...outcome } }, { session });
  }

  /** Writes the marks of essays and what the attempt came to; false where it is of another version by now. */
  async mark(
    id: mongo.ObjectId,
    version: number,
    essays: Readonly<Record<string, EssayMark>>,
    outcome: AttemptOutcome,
    session: ClientSession,
  ): Promise<boolean> {
    const { matchedCount } = await this.attempts.updateOne(
      { _id: id, version, state: { $ne: 'in_progress' } },
      { $set: { essays, ...outcome }, $inc: { version: 1 } },
      { session },
    );
    return matchedCount === 1;
  }

  /** Gives a running attempt another deadline. */
  async setDeadline(id: mongo.ObjectId, deadlineAt: Date | null, closeAt: Date | null): Promise<void> {
    await this.attempts.updateOne(
      { _id: id, state: 'in_progress' },
      closeAt === null ? { $set: { deadlineAt }, $unset: { closeAt: '' } } : { $set: { deadlineAt, closeAt } },
    );
  }

  /** Takes the attempt that is to be closed first. No other process gets it until `leaseEnd`. */
  async claimDue(now: Date, leaseEnd: Date): Promise<AttemptHead | null> {
    return await this.attempts.findOneAndUpdate(
      { closeAt: { $lte: now } },
      { $set: { closeAt: leaseEnd } },
      { sort: { closeAt: 1 }, projection: HEAD },
    );
  }

  /** Attempts of a course that wait for a teacher, oldest first. */
  async waiting(
    courseId: string,
    { blockId, after }: { readonly blockId: string | undefined; readonly after: { at: Date; id: string } | null },
    limit: number,
  ): Promise<AttemptHead[]> {
    return await this.attempts
      .find(
        {
          courseId: oid(courseId),
          ...(blockId === undefined ? {} : { blockId }),
          state: 'needs_grading',
          preview: false,
          ...(after === null
            ? {}
            : {
                $or: [{ submittedAt: { $gt: after.at } }, { submittedAt: after.at, _id: { $gt: oid(after.id) } }],
              }),
        },
        { projection: HEAD },
      )
      .sort({ submittedAt: 1, _id: 1 })
      .limit(limit)
      .toArray();
  }

  async count(takerId: string): Promise<number> {
    return await this.attempts.countDocuments({ takerId: oid(takerId) });
  }

  async removeOf(takerId: string, session: ClientSession): Promise<void> {
    await this.attempts.deleteMany({ takerId: oid(takerId) }, { session });
  }

  /** The attempts of a person that count, the newest first, without answers. */
  async ofPerson(userId: string, limit: number): Promise<AttemptHead[]> {
    return await this.attempts
      .find({ userId: oid(userId), preview: false }, { projection: HEAD })
      .sort({ _id: -1 })
      .limit(limit)
      .toArray();
  }

  async removeAllOf(userId: string): Promise<void> {
    await this.attempts.deleteMany({ userId: oid(userId) });
  }

  private get attempts(): mongo.Collection<QuizAttemptDocument> {
    return this.connection.collection(QUIZ_ATTEMPT_COLLECTION) as unknown as mongo.Collection<QuizAttemptDocument>;
  }
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
