import { Schema, type Types } from 'mongoose';

/**
 * What a teacher told everybody in a course. `dueAt` says from when on learners are to be told of it, by whichever process
 * takes it; null: they were told, or need not be.
 */
export interface AnnouncementDocument {
  _id: Types.ObjectId;
  courseId: Types.ObjectId;
  /** Null once the account is deleted. */
  authorId: Types.ObjectId | null;
  title: string;
  html: string;
  at: Date;
  dueAt: Date | null;
}

export const ANNOUNCEMENT_MODEL = 'Announcement';
export const ANNOUNCEMENT_COLLECTION = 'announcements';

/** The schema stands for the collection and its indexes: the documents are written with the driver. */
export const announcementDocumentSchema = new Schema<AnnouncementDocument>(
  {
    courseId: { type: Schema.Types.ObjectId, required: true },
    authorId: { type: Schema.Types.ObjectId, default: null },
    dueAt: { type: Date, default: null },
  },
  { collection: ANNOUNCEMENT_COLLECTION, versionKey: false, strict: false },
);

// the list of a course, newest first
announcementDocumentSchema.index({ courseId: 1, _id: -1 });
// what learners are still to be told of
announcementDocumentSchema.index({ dueAt: 1 });
// what a person wrote
announcementDocumentSchema.index({ authorId: 1 });
