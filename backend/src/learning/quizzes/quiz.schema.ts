import type { QuizDraft } from '@classy-book/contracts/quizzes';
import { Schema, type Types } from 'mongoose';

/** A quiz: what its teachers write, and what of it is in force for learners. */
export interface QuizDocument {
  _id: Types.ObjectId;
  courseId: Types.ObjectId;
  /** Grows with every save of the draft. */
  revision: number;
  draft: QuizDraft;
  published: { revision: number; at: Date; content: QuizDraft } | null;
  savedAt: Date;
  savedById: string;
  createdAt: Date;
}

export const QUIZ_MODEL = 'Quiz';
export const QUIZ_COLLECTION = 'quizzes';

/** The schema stands for the collection and its index: the documents are checked by the contract and written with the driver. */
export const quizSchema = new Schema<QuizDocument>(
  { courseId: { type: Schema.Types.ObjectId, required: true } },
  { collection: QUIZ_COLLECTION, versionKey: false, strict: false },
);

// the quizzes of a course, to copy, export, count and delete them
quizSchema.index({ courseId: 1 });
