import { Schema, type Types } from 'mongoose';

/**
 * A course that somebody completed and that has not been told of yet: written by the transaction that completed it, gone
 * when it was told. `_id` is the enrolment; whoever tells holds it until `leaseUntil`.
 */
export interface CourseCompletionDocument {
  _id: Types.ObjectId;
  leaseUntil: Date;
}

export const COURSE_COMPLETION_MODEL = 'CourseCompletion';
export const COURSE_COMPLETION_COLLECTION = 'course_completions';

/** The schema stands for the collection and its index: the documents are written with the driver. */
export const courseCompletionSchema = new Schema<CourseCompletionDocument>(
  { leaseUntil: { type: Date, required: true } },
  { collection: COURSE_COMPLETION_COLLECTION, versionKey: false },
);

// those that nobody is telling of
courseCompletionSchema.index({ leaseUntil: 1 });
