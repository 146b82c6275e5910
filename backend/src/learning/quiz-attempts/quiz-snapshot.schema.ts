import type { QuizDraft } from '@classy-book/contracts/quizzes';
import { Schema } from 'mongoose';

/** The content of a quiz at one revision: it never changes, so attempts may refer to it. Of drafts, for previews, with an end. */
export interface QuizSnapshotDocument {
  /** The quiz, what it was (`published` or `draft`) and its revision. */
  _id: string;
  content: QuizDraft;
  createdAt: Date;
  expiresAt?: Date;
}

export const QUIZ_SNAPSHOT_MODEL = 'QuizSnapshot';
export const QUIZ_SNAPSHOT_COLLECTION = 'quiz_snapshots';

/** The schema stands for the collection and its index: the documents are written with the driver. */
export const quizSnapshotSchema = new Schema<QuizSnapshotDocument>(
  { _id: { type: String, required: true }, expiresAt: { type: Date } },
  { collection: QUIZ_SNAPSHOT_COLLECTION, versionKey: false, strict: false },
);

// those of drafts go after the previews that they were made for
quizSnapshotSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
