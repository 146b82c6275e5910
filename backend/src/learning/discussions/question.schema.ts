import { Schema, type Types } from 'mongoose';

/** Hidden from everybody but its author and the teachers. */
export interface Hiding {
  readonly reason: string;
  readonly by: Types.ObjectId;
  readonly at: Date;
}

/** What a question and an answer have in common. `_id` sorts by time. */
export interface PostDocument {
  _id: Types.ObjectId;
  courseId: Types.ObjectId;
  lessonId: Types.ObjectId;
  /** Null once the account is deleted. */
  authorId: Types.ObjectId | null;
  /** Whether the author taught the course when they wrote it. */
  teacher: boolean;
  text: string;
  at: Date;
  editedAt: Date | null;
  hidden: Hiding | null;
}

/**
 * A question under a lesson. `answers` and `teacherAnswers` count those that are not hidden, `allAnswers` every one; they
 * change in the transaction that changes an answer, which takes the question first.
 */
export interface QuestionDocument extends PostDocument {
  title: string;
  answers: number;
  teacherAnswers: number;
  allAnswers: number;
  /** Whether `hidden` says something: for the list of hidden ones. */
  isHidden: boolean;
  /** How often a transaction has taken it. */
  turn: number;
  /** One at most: there is one place for it. */
  acceptedAnswerId: Types.ObjectId | null;
}

export const QUESTION_MODEL = 'LessonQuestion';
export const QUESTION_COLLECTION = 'lesson_questions';

/** The schema stands for the collection and its indexes: the documents are written with the driver. */
export const questionDocumentSchema = new Schema<QuestionDocument>(
  {
    courseId: { type: Schema.Types.ObjectId, required: true },
    lessonId: { type: Schema.Types.ObjectId, required: true },
    authorId: { type: Schema.Types.ObjectId, default: null },
  },
  { collection: QUESTION_COLLECTION, versionKey: false, strict: false },
);

// the list of a lesson, newest first
questionDocumentSchema.index({ lessonId: 1, _id: -1 });
// the list of a course, and what goes with it
questionDocumentSchema.index({ courseId: 1, _id: -1 });
// those of a course that nobody has answered
questionDocumentSchema.index({ courseId: 1, answers: 1, _id: -1 });
// those of a course that are hidden
questionDocumentSchema.index({ courseId: 1, isHidden: 1, _id: -1 });
// what a person wrote
questionDocumentSchema.index({ authorId: 1, _id: -1 });
