import type { EnrolmentSource, EnrolmentStatus } from '@classy-book/contracts/enrolments';
import { Schema, type Types } from 'mongoose';
import type { ProgressSummary, ResumeRecord } from './enrolments.port.js';

/**
 * How one person stands in one course. Name and email are copies, for lists and searches; `revision` grows with every change of
 * the standing, `turn` with every change of the progress.
 */
export interface EnrolmentDocument {
  _id: Types.ObjectId;
  courseId: string;
  userId: string;
  status: EnrolmentStatus;
  source: EnrolmentSource;
  name: string;
  email: string;
  /** What searches for names look at the beginnings of. */
  nameKey: string;
  lastNameKey: string;
  enrolledAt: Date;
  /** The last activity, or the enrolment where there was none: never null, so that lists can be sorted by it. */
  activeAt: Date;
  expiresAt: Date | null;
  completedAt: Date | null;
  lastActivityAt: Date | null;
  resume: ResumeRecord | null;
  progress: ProgressSummary;
  grade: number | null;
  /** The last weeks in which something was done, at most 60; weeks are counted from the first Monday of 1970. */
  weeks: number[];
  /** Who ended it, where it is `removed`: who was taken out does not come back by themselves. */
  removedBy: 'self' | 'teacher' | null;
  /** The import that wrote it last, so that an import that is resumed knows what it has done. */
  importId: string | null;
  revision: number;
  turn: number;
  /** When it is to be looked at for a certificate: set by the completion, in the same write. */
  certificateDue?: Date | null;
}

export const ENROLMENT_MODEL = 'Enrolment';

const progressSchema = new Schema<ProgressSummary>(
  {
    percent: { type: Number, required: true },
    done: { type: Number, required: true },
    total: { type: Number, required: true },
    outlineRevision: { type: Number, required: true },
  },
  { _id: false, strict: 'throw' },
);

const resumeSchema = new Schema<ResumeRecord>(
  {
    lessonId: { type: String, required: true },
    blockId: { type: String, default: null },
    seconds: { type: Number, required: true },
  },
  { _id: false, strict: 'throw' },
);

export const enrolmentSchema = new Schema<EnrolmentDocument>(
  {
    courseId: { type: String, required: true },
    userId: { type: String, required: true },
    status: { type: String, required: true },
    source: { type: String, required: true },
    name: { type: String, default: '' },
    email: { type: String, required: true },
    nameKey: { type: String, default: '' },
    lastNameKey: { type: String, default: '' },
    enrolledAt: { type: Date, required: true },
    activeAt: { type: Date, required: true },
    expiresAt: { type: Date, default: null },
    completedAt: { type: Date, default: null },
    lastActivityAt: { type: Date, default: null },
    resume: { type: resumeSchema, default: null },
    progress: { type: progressSchema, required: true },
    grade: { type: Number, default: null },
    weeks: { type: [Number], default: [] },
    removedBy: { type: String, default: null },
    importId: { type: String, default: null },
    revision: { type: Number, default: 0 },
    turn: { type: Number, default: 0 },
    certificateDue: { type: Date, default: null },
  },
  { collection: 'enrolments', strict: 'throw', versionKey: false },
);

// one for each person and course, also when two requests enrol at once; everything of a person
enrolmentSchema.index({ userId: 1, courseId: 1 }, { unique: true });
// what a person used last
enrolmentSchema.index({ userId: 1, activeAt: -1 });
// how many stand how in a course: learners in the lists of courses, requests that wait
enrolmentSchema.index({ courseId: 1, status: 1 });
// the lists of the people of a course, by each sort
enrolmentSchema.index({ courseId: 1, nameKey: 1, _id: 1 });
enrolmentSchema.index({ courseId: 1, enrolledAt: 1, _id: 1 });
enrolmentSchema.index({ courseId: 1, 'progress.percent': 1, _id: 1 });
enrolmentSchema.index({ courseId: 1, activeAt: 1, _id: 1 });
enrolmentSchema.index({ courseId: 1, grade: 1, _id: 1 });
// searches by the beginning of a last name or an email; those by a name use the one above
enrolmentSchema.index({ courseId: 1, lastNameKey: 1 });
enrolmentSchema.index({ courseId: 1, email: 1 });
// remembered progress of an older outline
enrolmentSchema.index({ courseId: 1, 'progress.outlineRevision': 1 });
// access that has ended
enrolmentSchema.index({ status: 1, expiresAt: 1 });
// completions that are to be looked at for a certificate
enrolmentSchema.index({ certificateDue: 1 });
