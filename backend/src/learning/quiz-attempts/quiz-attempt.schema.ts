import type { QuizAnswer, QuizAttemptState } from '@classy-book/contracts/quiz-attempts';
import { Schema, type Types } from 'mongoose';

/** An answer as it was saved last. */
export interface StoredAnswer {
  revision: number;
  answer: QuizAnswer;
  savedAt: Date;
}

/** What a teacher gave for an essay. */
export interface EssayMark {
  points: number;
  comment: string;
}

/**
 * One attempt. Questions are not copied into it: `snapshotId` names the content it was started with, and `seed` decides the
 * order. `answers` and `essays` have the questions' ids behind a `q` as their keys.
 */
export interface QuizAttemptDocument {
  _id: Types.ObjectId;
  /** The enrolment; in a preview the teacher. */
  takerId: Types.ObjectId;
  quizId: Types.ObjectId;
  number: number;
  preview: boolean;
  userId: Types.ObjectId;
  courseId: Types.ObjectId;
  /** Null in previews of what is not published. */
  lessonId: Types.ObjectId | null;
  blockId: string | null;
  snapshotId: string;
  seed: number;
  state: QuizAttemptState;
  startedAt: Date;
  deadlineAt: Date | null;
  /** When the server closes it; while a process is at it, the end of its lease. Only while it is in progress. */
  closeAt?: Date;
  submittedAt: Date | null;
  closedByDeadline: boolean;
  /** Grows with each grading. */
  version: number;
  answers: Record<string, StoredAnswer>;
  essays: Record<string, EssayMark>;
  points: number | null;
  percent: number | null;
  maxPoints: number;
  expiresAt?: Date;
}

export const QUIZ_ATTEMPT_MODEL = 'QuizAttempt';
export const QUIZ_ATTEMPT_COLLECTION = 'quiz_attempts';

/** The schema stands for the collection and its indexes: the documents are written with the driver. */
export const quizAttemptSchema = new Schema<QuizAttemptDocument>(
  {
    takerId: { type: Schema.Types.ObjectId, required: true },
    quizId: { type: Schema.Types.ObjectId, required: true },
    number: { type: Number, required: true },
    userId: { type: Schema.Types.ObjectId, required: true },
    courseId: { type: Schema.Types.ObjectId, required: true },
    blockId: { type: String, default: null },
    state: { type: String, required: true },
    submittedAt: { type: Date, default: null },
    closeAt: { type: Date },
    expiresAt: { type: Date },
  },
  { collection: QUIZ_ATTEMPT_COLLECTION, versionKey: false, strict: false },
);

// the limit of attempts holds under parallel starts; the attempts of a learner
quizAttemptSchema.index({ takerId: 1, quizId: 1, number: 1 }, { unique: true });
// what goes with an account
quizAttemptSchema.index({ userId: 1, _id: 1 });
// what the server has to close next
quizAttemptSchema.index({ closeAt: 1 }, { sparse: true });
// the essays of a course that wait for a teacher, oldest first; the same of one item
quizAttemptSchema.index({ courseId: 1, state: 1, submittedAt: 1, _id: 1 });
quizAttemptSchema.index({ courseId: 1, blockId: 1, state: 1, submittedAt: 1, _id: 1 });
// previews of teachers go after a day
quizAttemptSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
