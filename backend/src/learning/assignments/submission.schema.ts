import type { SubmissionState } from '@classy-book/contracts/assignments';
import { Schema, type Types } from 'mongoose';

/** The work of one learner for one assignment. */
export interface SubmissionDocument {
  _id: Types.ObjectId;
  enrolmentId: Types.ObjectId;
  blockId: string;
  courseId: Types.ObjectId;
  userId: Types.ObjectId;
  lessonId: Types.ObjectId;
  state: SubmissionState;
  /** Grows with each write: whoever writes over another one is told. */
  version: number;
  text: string;
  fileIds: string[];
  /** What was handed in last: what a teacher sees, while its learner works over a returned one. */
  handedIn: { text: string; fileIds: string[] } | null;
  savedAt: Date;
  submittedAt: Date | null;
  attempts: number;
  points: number | null;
  maxPoints: number;
  comment: string;
  gradedAt: Date | null;
}

export const SUBMISSION_MODEL = 'AssignmentSubmission';
export const SUBMISSION_COLLECTION = 'assignment_submissions';

/** The schema stands for the collection and its indexes: the documents are written with the driver. */
export const submissionSchema = new Schema<SubmissionDocument>(
  {
    enrolmentId: { type: Schema.Types.ObjectId, required: true },
    blockId: { type: String, required: true },
    courseId: { type: Schema.Types.ObjectId, required: true },
    userId: { type: Schema.Types.ObjectId, required: true },
    state: { type: String, required: true },
    submittedAt: { type: Date, default: null },
  },
  { collection: SUBMISSION_COLLECTION, versionKey: false, strict: false },
);

// one for each learner and assignment; the work of a learner
submissionSchema.index({ enrolmentId: 1, blockId: 1 }, { unique: true });
// where a file is used: what a learner works on, and what was handed in
submissionSchema.index({ fileIds: 1 });
submissionSchema.index({ 'handedIn.fileIds': 1 });
// what goes with an account
submissionSchema.index({ userId: 1, _id: 1 });
// what of a course waits for a teacher, oldest first; the same of one item
submissionSchema.index({ courseId: 1, state: 1, submittedAt: 1, _id: 1 });
submissionSchema.index({ courseId: 1, blockId: 1, state: 1, submittedAt: 1, _id: 1 });
