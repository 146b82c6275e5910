import { Schema, type Types } from 'mongoose';

/** What somebody wrote down for themselves in a lesson: plain text. `revision` is raised with every save. */
export interface LessonNoteDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  lessonId: Types.ObjectId;
  courseId: Types.ObjectId;
  text: string;
  revision: number;
  savedAt: Date;
}

export const LESSON_NOTE_MODEL = 'LessonNote';
export const LESSON_NOTE_COLLECTION = 'lesson_notes';

/** The schema stands for the collection and its indexes: the documents are written with the driver. */
export const lessonNoteSchema = new Schema<LessonNoteDocument>(
  {
    userId: { type: Schema.Types.ObjectId, required: true },
    lessonId: { type: Schema.Types.ObjectId, required: true },
    courseId: { type: Schema.Types.ObjectId, required: true },
  },
  { collection: LESSON_NOTE_COLLECTION, versionKey: false, strict: false },
);

// one for each person and lesson; all of a person
lessonNoteSchema.index({ userId: 1, lessonId: 1 }, { unique: true });
// what goes with a course
lessonNoteSchema.index({ courseId: 1 });
