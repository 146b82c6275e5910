import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type ClientSession, type Connection, mongo } from 'mongoose';
import { PATIENT_CONNECTION } from '../../database/connections.js';
import type { GradeRecord } from './grades.port.js';
import { GRADE_COLLECTION, type GradeDocument } from './grade.schema.js';

/** The queries of the collection `grades`. */
@Injectable()
export class GradeRepository {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectConnection(PATIENT_CONNECTION) private readonly patient: Connection,
  ) {}

  /** Writes a grade over the one before. */
  async put(grade: GradeRecord, session: ClientSession): Promise<void> {
    const { enrolmentId, courseId, userId, lessonId, blockId, ...rest } = grade;
    await this.grades.updateOne(
      { enrolmentId: oid(enrolmentId), blockId },
      { $set: { courseId: oid(courseId), userId: oid(userId), lessonId: oid(lessonId), ...rest } },
      { upsert: true, session },
    );
  }

  async ofEnrolment(enrolmentId: string, session?: ClientSession): Promise<GradeRecord[]> {
    const found = await this.grades.find({ enrolmentId: oid(enrolmentId) }, withSession(session)).toArray();
    return found.map(toRecord);
  }

  /** The grades of several learners of a course. */
  async ofEnrolments(courseId: string, enrolmentIds: readonly string[]): Promise<GradeRecord[]> {
    if (enrolmentIds.length === 0) return [];
    const found = await this.grades.find({ enrolmentId: { $in: enrolmentIds.map(oid) } }).toArray();
    return found.map(toRecord).filter((grade) => grade.courseId === courseId);
  }

  /** Over the whole course, by block: for figures, with the patience that these need. */
  async averages(courseId: string): Promise<Map<string, { graded: number; average: number }>> {
    const groups = await this.patient
      .collection(GRADE_COLLECTION)
      .aggregate<{ _id: string; graded: number; average: number }>([
        { $match: { courseId: oid(courseId), state: 'graded' } },
        { $group: { _id: '$blockId', graded: { $sum: 1 }, average: { $avg: '$percent' } } },
      ])
      .toArray();
    return new Map(groups.map(({ _id, graded, average }) => [_id, { graded, average }]));
  }

  async removeOf(enrolmentId: string, session: ClientSession): Promise<void> {
    await this.grades.deleteMany({ enrolmentId: oid(enrolmentId) }, { session });
  }

  async removeAllOf(userId: string): Promise<void> {
    await this.grades.deleteMany({ userId: oid(userId) });
  }

  private get grades(): mongo.Collection<GradeDocument> {
    return this.connection.collection(GRADE_COLLECTION) as unknown as mongo.Collection<GradeDocument>;
  }
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}

function withSession(session: ClientSession | undefined): mongo.FindOptions {
  return session === undefined ? {} : { session };
}

function toRecord(document: GradeDocument): GradeRecord {
  const { enrolmentId, courseId, userId, lessonId, blockId, percent, points, maxPoints, state, attempts, updatedAt } =
    document;
  return {
    enrolmentId: enrolmentId.toHexString(),
    courseId: courseId.toHexString(),
    userId: userId.toHexString(),
    lessonId: lessonId.toHexString(),
    ...{ blockId, percent, points, maxPoints, state, attempts, updatedAt },
  };
}
