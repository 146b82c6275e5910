import type { EnrolmentStatus } from '@classy-book/contracts/enrolments';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type ClientSession, type Model, Types } from 'mongoose';
import { READING } from './enrolment.mapper.js';
import { ENROLMENT_MODEL, type EnrolmentDocument } from './enrolment.schema.js';

const MOST_OF_A_PERSON = 500;

/** What a change of the standing writes. */
export type StandingChange = Partial<
  Pick<
    EnrolmentDocument,
    | 'status'
    | 'source'
    | 'enrolledAt'
    | 'activeAt'
    | 'expiresAt'
    | 'removedBy'
    | 'importId'
    | 'name'
    | 'email'
    | 'nameKey'
    | 'lastNameKey'
  >
>;

/** What a change of the progress writes. */
export type ProgressWrite = Partial<
  Pick<
    EnrolmentDocument,
    | 'progress'
    | 'resume'
    | 'lastActivityAt'
    | 'activeAt'
    | 'completedAt'
    | 'status'
    | 'grade'
    | 'weeks'
    | 'certificateDue'
  >
>;

/** An enrolment that is to be made. */
export type NewEnrolment = Omit<EnrolmentDocument, '_id' | 'turn' | 'revision'>;

/** The part of an enrolment that figures are made of. */
export type EnrolmentFigureDocument = Pick<
  EnrolmentDocument,
  'status' | 'expiresAt' | 'enrolledAt' | 'completedAt' | 'activeAt' | 'progress' | 'weeks'
>;

const FIGURE = {
  ...{ _id: 0, status: 1, expiresAt: 1, enrolledAt: 1, completedAt: 1, activeAt: 1 },
  ...{ 'progress.percent': 1, weeks: 1 },
} as const;

/** The queries of the collection `enrolments` that one person or one enrolment needs. */
@Injectable()
export class EnrolmentRepository {
  constructor(@InjectModel(ENROLMENT_MODEL) private readonly enrolments: Model<EnrolmentDocument>) {}

  async find(courseId: string, userId: string, session?: ClientSession): Promise<EnrolmentDocument | null> {
    return await this.enrolments
      .findOne({ userId, courseId }, null, { session: session ?? null })
      .lean<EnrolmentDocument>();
  }

  async findById(id: string, session?: ClientSession): Promise<EnrolmentDocument | null> {
    return await this.enrolments.findById(id, null, { session: session ?? null }).lean<EnrolmentDocument>();
  }

  async findMany(ids: readonly string[]): Promise<EnrolmentDocument[]> {
    return await this.enrolments.find({ _id: { $in: [...ids] } }).lean<EnrolmentDocument[]>();
  }

  /** Those of some people in a course. */
  async findOfUsers(courseId: string, userIds: readonly string[]): Promise<EnrolmentDocument[]> {
    return await this.enrolments.find({ courseId, userId: { $in: [...userIds] } }).lean<EnrolmentDocument[]>();
  }

  async ofUser(userId: string): Promise<EnrolmentDocument[]> {
    return await this.enrolments
      .find({ userId })
      .sort({ activeAt: -1 })
      .limit(MOST_OF_A_PERSON)
      .lean<EnrolmentDocument[]>();
  }

  /** @throws a duplicate key where there is one for this person and course */
  async insert(enrolment: NewEnrolment, session?: ClientSession): Promise<EnrolmentDocument> {
    const made: EnrolmentDocument = { _id: new Types.ObjectId(), ...enrolment, revision: 1, turn: 0 };
    await this.enrolments.create([made], { session: session ?? null });
    return made;
  }

  /** Makes many at once; those that are there already are left as they are. */
  async insertMany(enrolments: readonly NewEnrolment[]): Promise<void> {
    if (enrolments.length === 0) return;
    const made = enrolments.map((enrolment) => ({ _id: new Types.ObjectId(), ...enrolment, revision: 1, turn: 0 }));
    await this.enrolments.bulkWrite(
      made.map(({ userId, courseId, ...rest }) => ({
        updateOne: { filter: { userId, courseId }, update: { $setOnInsert: rest }, upsert: true },
      })),
      { ordered: false },
    );
  }

  /** Changes a standing that is still what it was read as; null where somebody else was faster. */
  async change(
    { _id, revision }: Pick<EnrolmentDocument, '_id' | 'revision'>,
    change: StandingChange,
    session?: ClientSession,
  ): Promise<EnrolmentDocument | null> {
    return await this.enrolments
      .findOneAndUpdate(
        { _id, revision },
        { $set: change, $inc: { revision: 1 } },
        { returnDocument: 'after', session: session ?? null },
      )
      .lean<EnrolmentDocument>();
  }

  /** Takes an enrolment for a transaction: another one that wants it waits, or begins again. */
  async take(id: string, session: ClientSession): Promise<EnrolmentDocument | null> {
    return await this.enrolments
      .findOneAndUpdate({ _id: id }, { $inc: { turn: 1 } }, { returnDocument: 'after', session })
      .lean<EnrolmentDocument>();
  }

  async writeProgress(id: string, change: ProgressWrite, session: ClientSession): Promise<void> {
    await this.enrolments.updateOne({ _id: id }, { $set: change }, { session });
  }

  async outdated(courseId: string, outlineRevision: number, limit: number): Promise<EnrolmentDocument[]> {
    return await this.enrolments
      .find({ courseId, 'progress.outlineRevision': { $lt: outlineRevision }, status: { $in: [...READING] } })
      .limit(limit)
      .lean<EnrolmentDocument[]>();
  }

  async takeForCertificate(now: Date, until: Date): Promise<EnrolmentDocument | null> {
    return await this.enrolments
      .findOneAndUpdate(
        { certificateDue: { $gt: new Date(0), $lte: now } },
        { $set: { certificateDue: until } },
        { returnDocument: 'after' },
      )
      .lean<EnrolmentDocument>();
  }

  async lookForCertificate(id: string, at: Date | null): Promise<void> {
    await this.enrolments.updateOne({ _id: id }, { $set: { certificateDue: at } });
  }

  /** Those whose access has ended and that do not say so yet. */
  async findEnded(now: Date, limit: number): Promise<EnrolmentDocument[]> {
    return await this.enrolments
      .find({ status: { $in: [...READING] }, expiresAt: { $gt: new Date(0), $lte: now } })
      .limit(limit)
      .lean<EnrolmentDocument[]>();
  }

  /** How many in each of some courses have one of some statuses. */
  async countByCourse(
    courseIds: readonly string[],
    statuses: readonly EnrolmentStatus[],
  ): Promise<Map<string, number>> {
    const groups = await this.enrolments.aggregate<{ _id: string; people: number }>([
      { $match: { courseId: { $in: [...courseIds] }, status: { $in: [...statuses] } } },
      { $group: { _id: '$courseId', people: { $sum: 1 } } },
    ]);
    return new Map(groups.map(({ _id, people }) => [_id, people]));
  }

  /** Whether anybody is or ever was in a course. */
  async isUsed(courseId: string, session: ClientSession): Promise<boolean> {
    return (await this.enrolments.exists({ courseId }).session(session)) !== null;
  }

  /** Writes the name and the address of a person into all their enrolments. */
  async rename(
    userId: string,
    names: Pick<EnrolmentDocument, 'name' | 'email' | 'nameKey' | 'lastNameKey'>,
  ): Promise<void> {
    await this.enrolments.updateMany({ userId }, { $set: names });
  }

  /** What figures about a course are made of, of at most `limit` people. */
  async figures(courseId: string, limit: number): Promise<EnrolmentFigureDocument[]> {
    return await this.enrolments
      .find({ courseId, status: { $in: ['active', 'completed', 'expired', 'removed'] } }, FIGURE)
      .limit(limit)
      .lean<EnrolmentFigureDocument[]>();
  }

  async removeAllOf(userId: string): Promise<void> {
    await this.enrolments.deleteMany({ userId });
  }
}
