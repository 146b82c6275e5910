import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type ClientSession, type Connection, mongo } from 'mongoose';
import type { FactsByLesson } from './course-standing.js';
import type { LessonFacts } from './lesson-facts.js';
import { LESSON_PROGRESS_COLLECTION, type LessonProgressDocument } from './lesson-progress.schema.js';

/** Whose progress it is, and in what. */
export interface ProgressOwner {
  readonly id: string;
  readonly courseId: string;
  readonly userId: string;
}

/** The queries of the collection `lesson_progress`. */
@Injectable()
export class LessonProgressRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async ofEnrolment(enrolmentId: string, session?: ClientSession): Promise<FactsByLesson> {
    return (await this.ofEnrolments([enrolmentId], session)).get(enrolmentId) ?? new Map();
  }

  /** What was done, by enrolment and by lesson. */
  async ofEnrolments(
    enrolmentIds: readonly string[],
    session?: ClientSession,
  ): Promise<ReadonlyMap<string, FactsByLesson>> {
    const found = await this.progress
      .find({ enrolmentId: { $in: enrolmentIds.map(oid) } }, session === undefined ? {} : { session })
      .toArray();
    const byEnrolment = new Map<string, Map<string, LessonFacts>>();
    for (const document of found) {
      const id = document.enrolmentId.toHexString();
      const lessons = byEnrolment.get(id) ?? new Map<string, LessonFacts>();
      byEnrolment.set(id, lessons.set(document.lessonId.toHexString(), toFacts(document)));
    }
    return byEnrolment;
  }

  /** Writes the facts of a lesson, in a transaction that holds the enrolment. */
  async put(owner: ProgressOwner, lessonId: string, facts: LessonFacts, session: ClientSession): Promise<void> {
    await this.progress.updateOne(
      { enrolmentId: oid(owner.id), lessonId: oid(lessonId) },
      {
        $set: { ...facts, updatedAt: new Date() },
        $setOnInsert: { courseId: oid(owner.courseId), userId: oid(owner.userId) },
      },
      { upsert: true, session },
    );
  }

  /** Notes that lessons are complete, which were not noted so yet. */
  async complete(enrolmentId: string, lessonIds: readonly string[], at: Date, session: ClientSession): Promise<void> {
    await this.progress.updateMany(
      { enrolmentId: oid(enrolmentId), lessonId: { $in: lessonIds.map(oid) }, completedAt: null },
      { $set: { completedAt: at } },
      { session },
    );
  }

  /** How many lessons somebody has done something in. */
  async count(enrolmentId: string): Promise<number> {
    return await this.progress.countDocuments({ enrolmentId: oid(enrolmentId) });
  }

  async removeOf(enrolmentId: string, session: ClientSession): Promise<void> {
    await this.progress.deleteMany({ enrolmentId: oid(enrolmentId) }, { session });
  }

  async removeOfCourse(courseId: string, session: ClientSession): Promise<void> {
    await this.progress.deleteMany({ courseId: oid(courseId) }, { session });
  }

  async removeOfUser(userId: string): Promise<void> {
    await this.progress.deleteMany({ userId: oid(userId) });
  }

  private get progress(): mongo.Collection<LessonProgressDocument> {
    return this.connection.collection(
      LESSON_PROGRESS_COLLECTION,
    ) as unknown as mongo.Collection<LessonProgressDocument>;
  }
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}

function toFacts({ viewedAt, markedAt, scores, submitted, videos, completedAt }: LessonProgressDocument): LessonFacts {
  return { viewedAt, markedAt, scores, submitted, videos, completedAt };
}
