import { Schema, type Types } from 'mongoose';
import type { LessonFacts } from './lesson-facts.js';

/** What one learner did in one lesson: facts that only grow. */
export interface LessonProgressDocument extends LessonFacts {
  _id: Types.ObjectId;
  enrolmentId: Types.ObjectId;
  courseId: Types.ObjectId;
  userId: Types.ObjectId;
  lessonId: Types.ObjectId;
  updatedAt: Date;
}

export const LESSON_PROGRESS_MODEL = 'LessonProgress';
export const LESSON_PROGRESS_COLLECTION = 'lesson_progress';

/** The schema stands for the collection and its indexes: the documents are written with the driver. */
export const lessonProgressSchema = new Schema<LessonProgressDocument>(
  {
    enrolmentId: { type: Schema.Types.ObjectId, required: true },
    lessonId: { type: Schema.Types.ObjectId, required: true },
    courseId: { type: Schema.Types.ObjectId, required: true },
    userId: { type: Schema.Types.ObjectId, required: true },
  },
  { collection: LESSON_PROGRESS_COLLECTION, versionKey: false, strict: false },
);

// one for each learner and lesson; all of a learner
lessonProgressSchema.index({ enrolmentId: 1, lessonId: 1 }, { unique: true });
// what goes with a course, and with a person
lessonProgressSchema.index({ courseId: 1 });
lessonProgressSchema.index({ userId: 1 });
