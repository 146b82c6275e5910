import { Schema, type Types } from 'mongoose';
import type { PostDocument } from './question.schema.js';

/** An answer to a question. */
export interface AnswerDocument extends PostDocument {
  questionId: Types.ObjectId;
}

export const ANSWER_MODEL = 'LessonAnswer';
export const ANSWER_COLLECTION = 'lesson_answers';

/** The schema stands for the collection and its indexes: the documents are written with the driver. */
export const answerDocumentSchema = new Schema<AnswerDocument>(
  {
    questionId: { type: Schema.Types.ObjectId, required: true },
    courseId: { type: Schema.Types.ObjectId, required: true },
    authorId: { type: Schema.Types.ObjectId, default: null },
  },
  { collection: ANSWER_COLLECTION, versionKey: false, strict: false },
);

// the answers to a question, oldest first
answerDocumentSchema.index({ questionId: 1, _id: 1 });
// what goes with a course
answerDocumentSchema.index({ courseId: 1 });
// what a person wrote
answerDocumentSchema.index({ authorId: 1, _id: -1 });
