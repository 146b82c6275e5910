import type { LessonDraft } from '@classy-book/contracts/lessons';
import { Schema, type Types } from 'mongoose';

/** What learners read: the draft as it was when it was published. */
export interface PublishedBody {
  readonly revision: number;
  readonly at: Date;
  readonly content: LessonDraft;
}

/** The body of a lesson. It is made with the first save; its place and its title stand in the course. */
export interface LessonDocument {
  _id: Types.ObjectId;
  courseId: string;
  /** Grows with every draft that is stored. */
  revision: number;
  /** Grows with every write. */
  edit: number;
  draft: LessonDraft;
  /** The length of the draft as JSON. */
  bytes: number;
  savedAt: Date;
  savedBy: string;
  published: PublishedBody | null;
  /** Files that the draft or the published body names. */
  fileIds: string[];
  /** Quizzes that the draft names. */
  quizIds: string[];
}

export const LESSON_MODEL = 'Lesson';

export const lessonDocumentSchema = new Schema<LessonDocument>(
  {
    courseId: { type: String, required: true },
    revision: { type: Number, required: true },
    edit: { type: Number, required: true },
    draft: { type: Schema.Types.Mixed, required: true },
    bytes: { type: Number, required: true },
    savedAt: { type: Date, required: true },
    savedBy: { type: String, required: true },
    published: { type: Schema.Types.Mixed, default: null },
    fileIds: { type: [String], required: true },
    quizIds: { type: [String], required: true },
  },
  { collection: 'lessons', strict: 'throw', versionKey: false, minimize: false },
);

// the bodies of a course, for the search, copies and exports, and how long they are in all
lessonDocumentSchema.index({ courseId: 1, bytes: 1 });
// where a file is used
lessonDocumentSchema.index({ fileIds: 1 });
// whether a quiz stands in another lesson already
lessonDocumentSchema.index({ quizIds: 1 });
