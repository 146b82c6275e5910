import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type ClientSession, type Connection, mongo } from 'mongoose';
import { isDuplicateKey } from '../../database/database-errors.js';
import { LESSON_NOTE_COLLECTION, type LessonNoteDocument } from './lesson-note.schema.js';

/** A note on its way in. */
export interface NoteToSave {
  readonly userId: string;
  readonly lessonId: string;
  readonly courseId: string;
  readonly text: string;
  /** The revision that it is based on; 0 where there is none yet. */
  readonly revision: number;
}

const MAX_EXPORTED = 5_000;

/** The queries of the collection `lesson_notes`. */
@Injectable()
export class LessonNoteRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async find(userId: string, lessonId: string): Promise<{ text: string; revision: number } | null> {
    const found = await this.notes.findOne({ userId: oid(userId), lessonId: oid(lessonId) });
    return found === null ? null : { text: found.text, revision: found.revision };
  }

  /** Writes a note over the revision that it is based on; false where that is not the current one. */
  async save({ userId, lessonId, courseId, text, revision }: NoteToSave, savedAt: Date): Promise<boolean> {
    const key = { userId: oid(userId), lessonId: oid(lessonId) };
    if (revision > 0) {
      const changes = { text, savedAt, revision: revision + 1 };
      const { matchedCount } = await this.notes.updateOne({ ...key, revision }, { $set: changes });
      return matchedCount === 1;
    }
    try {
      const _id = new mongo.ObjectId();
      await this.notes.insertOne({ _id, ...key, courseId: oid(courseId), text, revision: 1, savedAt });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Everything that somebody wrote down, at most 5,000 notes. */
  async ofUser(userId: string): Promise<{ lessonId: string; text: string; savedAt: string }[]> {
    const found = await this.notes
      .find({ userId: oid(userId) })
      .limit(MAX_EXPORTED)
      .toArray();
    return found.map(({ lessonId, text, savedAt }) => ({
      lessonId: lessonId.toHexString(),
      text,
      savedAt: savedAt.toISOString(),
    }));
  }

  async removeOfUser(userId: string): Promise<void> {
    await this.notes.deleteMany({ userId: oid(userId) });
  }

  async removeOfCourse(courseId: string, session: ClientSession): Promise<void> {
    await this.notes.deleteMany({ courseId: oid(courseId) }, { session });
  }

  private get notes(): mongo.Collection<LessonNoteDocument> {
    return this.connection.collection(LESSON_NOTE_COLLECTION) as unknown as mongo.Collection<LessonNoteDocument>;
  }
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
