import { Schema, type Types } from 'mongoose';

/**
 * A code that lets people into a course, such as a class writes down: shown to its teachers, so it is kept as it is. `left` is
 * how many may still come; a code without a limit has more than can ever come.
 */
export interface CourseCodeDocument {
  _id: Types.ObjectId;
  courseId: string;
  code: string;
  label: string;
  limit: number | null;
  used: number;
  left: number;
  endsAt: Date | null;
  endedAt: Date | null;
  createdBy: string;
  createdAt: Date;
  purgeAt: Date | null;
}

export const COURSE_CODE_MODEL = 'CourseCode';

export const courseCodeDocumentSchema = new Schema<CourseCodeDocument>(
  {
    courseId: { type: String, required: true },
    code: { type: String, required: true },
    label: { type: String, default: '' },
    limit: { type: Number, default: null },
    used: { type: Number, required: true },
    left: { type: Number, required: true },
    endsAt: { type: Date, default: null },
    endedAt: { type: Date, default: null },
    createdBy: { type: String, required: true },
    createdAt: { type: Date, required: true },
    purgeAt: { type: Date, default: null },
  },
  { collection: 'course_codes', strict: 'throw', versionKey: false },
);

// who types a code
courseCodeDocumentSchema.index({ code: 1 }, { unique: true });
// the codes of a course, newest first
courseCodeDocumentSchema.index({ courseId: 1, _id: -1 });
// they go 90 days after their end
courseCodeDocumentSchema.index({ purgeAt: 1 }, { expireAfterSeconds: 0 });
