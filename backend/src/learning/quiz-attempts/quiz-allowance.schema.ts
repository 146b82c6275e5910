import { Schema, type Types } from 'mongoose';

/** What a teacher allows one learner in one quiz beyond its rules. */
export interface QuizAllowanceDocument {
  _id: Types.ObjectId;
  enrolmentId: Types.ObjectId;
  quizId: Types.ObjectId;
  courseId: Types.ObjectId;
  userId: Types.ObjectId;
  extraTime: number;
  extraAttempts: number;
  updatedAt: Date;
}

export const QUIZ_ALLOWANCE_MODEL = 'QuizAllowance';
export const QUIZ_ALLOWANCE_COLLECTION = 'quiz_allowances';

/** The schema stands for the collection and its index: the documents are written with the driver. */
export const quizAllowanceSchema = new Schema<QuizAllowanceDocument>(
  {
    enrolmentId: { type: Schema.Types.ObjectId, required: true },
    quizId: { type: Schema.Types.ObjectId, required: true },
    userId: { type: Schema.Types.ObjectId, required: true },
  },
  { collection: QUIZ_ALLOWANCE_COLLECTION, versionKey: false, strict: false },
);

// one for each learner and quiz
quizAllowanceSchema.index({ enrolmentId: 1, quizId: 1 }, { unique: true });
// what goes with an account
quizAllowanceSchema.index({ userId: 1 });
