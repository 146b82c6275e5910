import { Schema, type Types } from 'mongoose';

/** What a learner wrote about a course: one for each person and course. */
export interface ReviewDocument {
  _id: Types.ObjectId;
  courseId: string;
  userId: string;
  stars: number;
  text: string;
  reply: { text: string; userId: string; at: Date } | null;
  hidden: boolean;
  editedAt: Date | null;
}

export const REVIEW_MODEL = 'Review';

export const reviewDocumentSchema = new Schema<ReviewDocument>(
  {
    courseId: { type: String, required: true },
    userId: { type: String, required: true },
    stars: { type: Number, required: true },
    text: { type: String, default: '' },
    reply: { type: Schema.Types.Mixed, default: null },
    hidden: { type: Boolean, required: true },
    editedAt: { type: Date, default: null },
  },
  { collection: 'course_reviews', strict: 'throw', versionKey: false, minimize: false },
);

// one for each person and course; the own one
reviewDocumentSchema.index({ courseId: 1, userId: 1 }, { unique: true });
// what everybody sees of a course, newest first
reviewDocumentSchema.index({ courseId: 1, hidden: 1, _id: -1 });
// the same with so many stars, and how many there are of each
reviewDocumentSchema.index({ courseId: 1, hidden: 1, stars: 1, _id: -1 });
// everything of a person who goes
reviewDocumentSchema.index({ userId: 1 });
