import type { Course, OutlineSection } from '@classy-book/contracts/courses';
import { Schema, type Types } from 'mongoose';
import type { CourseDescription } from './courses.port.js';

export interface CourseDocument extends CourseDescription {
  _id: Types.ObjectId;
  slug: string;
  /** The slug and all former ones: the course is found by each of them. */
  slugs: string[];
  state: Course['state'];
  /** What a request is based on: grows with every change but autosaved drafts. */
  version: number;
  /** Grows with every write, so that none is written over another one. */
  edit: number;
  outlineRevision: number;
  ownerId: string;
  teacherIds: string[];
  sections: OutlineSection[];
  /** The ids of all lessons of `sections`. */
  lessonIds: string[];
  titleKey: string;
  words: string[];
  createdAt: Date;
  updatedAt: Date;
  publishedAt: Date | null;
}

export const COURSE_MODEL = 'Course';

const texts = { type: [String], required: true };
const plain = { type: Schema.Types.Mixed, required: true };

export const courseDocumentSchema = new Schema<CourseDocument>(
  {
    slug: { type: String, required: true },
    slugs: texts,
    state: { type: String, required: true },
    version: { type: Number, required: true },
    edit: { type: Number, required: true },
    outlineRevision: { type: Number, required: true },
    title: { type: String, required: true },
    titleKey: { type: String, default: '' },
    words: texts,
    summary: { type: String, default: '' },
    description: { type: String, default: '' },
    outcomes: texts,
    level: { type: String, required: true },
    language: { type: String, required: true },
    category: { type: String, required: true },
    tags: texts,
    coverFileId: { type: String, default: null },
    price: plain,
    enrolment: { type: String, required: true },
    accessDays: { type: Number, default: null },
    sequential: { type: Boolean, required: true },
    certificate: plain,
    ownerId: { type: String, required: true },
    teacherIds: texts,
    sections: plain,
    lessonIds: texts,
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    publishedAt: { type: Date, default: null },
  },
  { collection: 'courses', strict: 'throw', versionKey: false, minimize: false },
);

// a course by its slug or a former one; no two courses share any
courseDocumentSchema.index({ slugs: 1 }, { unique: true });
// the course of a lesson
courseDocumentSchema.index({ lessonIds: 1 });
// the lists of a teacher, by each sort; a state or a word is looked for among the few of one teacher
courseDocumentSchema.index({ teacherIds: 1, updatedAt: -1, _id: -1 });
courseDocumentSchema.index({ teacherIds: 1, titleKey: 1, _id: 1 });
courseDocumentSchema.index({ teacherIds: 1, _id: -1 });
// the lists of all courses, by each sort, with and without a state
courseDocumentSchema.index({ updatedAt: -1, _id: -1 });
courseDocumentSchema.index({ titleKey: 1, _id: 1 });
courseDocumentSchema.index({ state: 1, updatedAt: -1, _id: -1 });
courseDocumentSchema.index({ state: 1, titleKey: 1, _id: 1 });
courseDocumentSchema.index({ state: 1, _id: -1 });
// where a cover is used
courseDocumentSchema.index({ coverFileId: 1 });
// words of titles among all courses
courseDocumentSchema.index({ words: 1 });
