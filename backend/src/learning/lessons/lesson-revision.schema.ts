import type { LessonDraft, LessonRevision } from '@classy-book/contracts/lessons';
import { Schema, type Types } from 'mongoose';

/** A kept state of a lesson. */
export interface LessonRevisionDocument {
  _id: Types.ObjectId;
  lessonId: string;
  courseId: string;
  revision: number;
  at: Date;
  /** When the work that it holds began: later saves of the same person go into it for a while. */
  since: Date;
  by: string;
  reason: LessonRevision['reason'];
  title: string;
  blocks: number;
  draft: LessonDraft;
  /** Files that the draft names: who brings it back still finds them. */
  fileIds: string[];
}

export const LESSON_REVISION_MODEL = 'LessonRevision';

export const lessonRevisionSchema = new Schema<LessonRevisionDocument>(
  {
    lessonId: { type: String, required: true },
    courseId: { type: String, required: true },
    revision: { type: Number, required: true },
    at: { type: Date, required: true },
    since: { type: Date, required: true },
    by: { type: String, required: true },
    reason: { type: String, required: true },
    title: { type: String, required: true },
    blocks: { type: Number, required: true },
    draft: { type: Schema.Types.Mixed, required: true },
    fileIds: { type: [String], required: true },
  },
  { collection: 'lesson_revisions', strict: 'throw', versionKey: false, minimize: false },
);

// the history of a lesson, newest first
lessonRevisionSchema.index({ lessonId: 1, _id: -1 });
// where a file is used
lessonRevisionSchema.index({ fileIds: 1 });
// all of a course, when it is deleted
lessonRevisionSchema.index({ courseId: 1 });
