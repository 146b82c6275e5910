import { Schema, type Types } from 'mongoose';

/** What counts of one graded block for one learner. */
export interface GradeDocument {
  _id: Types.ObjectId;
  enrolmentId: Types.ObjectId;
  courseId: Types.ObjectId;
  userId: Types.ObjectId;
  lessonId: Types.ObjectId;
  blockId: string;
  percent: number | null;
  points: number | null;
  maxPoints: number;
  state: 'needs_grading' | 'graded';
  attempts: number;
  updatedAt: Date;
}

export const GRADE_MODEL = 'Grade';
export const GRADE_COLLECTION = 'grades';

/** The schema stands for the collection and its index: the documents are written with the driver. */
export const gradeSchema = new Schema<GradeDocument>(
  {
    enrolmentId: { type: Schema.Types.ObjectId, required: true },
    blockId: { type: String, required: true },
    userId: { type: Schema.Types.ObjectId, required: true },
  },
  { collection: GRADE_COLLECTION, versionKey: false, strict: false },
);

// one for each learner and block; the grades of a learner, and of a page of learners
gradeSchema.index({ enrolmentId: 1, blockId: 1 }, { unique: true });
// what goes with an account
gradeSchema.index({ userId: 1 });
// the averages of a course
gradeSchema.index({ courseId: 1, blockId: 1 });
