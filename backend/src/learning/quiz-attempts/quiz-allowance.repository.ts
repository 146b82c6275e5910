import type { QuizAllowance } from '@classy-book/contracts/quiz-attempts';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, mongo } from 'mongoose';
import { upsertOrMeet } from '../../database/database-errors.js';
import { QUIZ_ALLOWANCE_COLLECTION, type QuizAllowanceDocument } from './quiz-allowance.schema.js';

/** Nothing beyond the rules. */
export const NO_ALLOWANCE: QuizAllowance = { extraTime: 0, extraAttempts: 0 };

/** Whose allowance, and in which quiz. */
interface AllowanceKey {
  readonly enrolmentId: string;
  readonly userId: string;
  readonly courseId: string;
  readonly quizId: string;
}

/** The queries of the collection `quiz_allowances`. */
@Injectable()
export class QuizAllowanceRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async find(enrolmentId: string, quizId: string): Promise<QuizAllowance> {
    const found = await this.allowances.findOne({ enrolmentId: oid(enrolmentId), quizId: oid(quizId) });
    return found === null ? NO_ALLOWANCE : toAllowance(found);
  }

  /** The allowances of a learner by quiz. */
  async ofEnrolment(enrolmentId: string): Promise<ReadonlyMap<string, QuizAllowance>> {
    const found = await this.allowances
      .find({ enrolmentId: oid(enrolmentId) })
      .limit(1_000)
      .toArray();
    return new Map(found.map((document) => [document.quizId.toHexString(), toAllowance(document)]));
  }

  /** Writes an allowance; answers the one before. */
  async put(
    { enrolmentId, userId, courseId, quizId }: AllowanceKey,
    { extraTime, extraAttempts }: QuizAllowance,
    updatedAt: Date,
  ): Promise<QuizAllowance> {
    const before = await upsertOrMeet(() =>
      this.allowances.findOneAndUpdate(
        { enrolmentId: oid(enrolmentId), quizId: oid(quizId) },
        { $set: { courseId: oid(courseId), userId: oid(userId), extraTime, extraAttempts, updatedAt } },
        { upsert: true, returnDocument: 'before' },
      ),
    );
    return before === null ? NO_ALLOWANCE : toAllowance(before);
  }

  async removeAllOf(userId: string): Promise<void> {
    await this.allowances.deleteMany({ userId: oid(userId) });
  }

  private get allowances(): mongo.Collection<QuizAllowanceDocument> {
    return this.connection.collection(QUIZ_ALLOWANCE_COLLECTION) as unknown as mongo.Collection<QuizAllowanceDocument>;
  }
}

function toAllowance({ extraTime, extraAttempts }: QuizAllowanceDocument): QuizAllowance {
  return { extraTime, extraAttempts };
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
