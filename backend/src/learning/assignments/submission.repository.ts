import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type ClientSession, type Connection, mongo } from 'mongoose';
import { isDuplicateKey } from '../../database/database-errors.js';
import { SUBMISSION_COLLECTION, type SubmissionDocument } from './submission.schema.js';

/** Where a submission stands. */
export interface SubmissionPlace {
  readonly enrolmentId: string;
  readonly userId: string;
  readonly courseId: string;
  readonly lessonId: string;
  readonly blockId: string;
}

/** As much of a submission as says which files it names. */
export interface NamingSubmission extends Pick<SubmissionDocument, 'courseId' | 'lessonId' | 'fileIds'> {
  readonly handedIn: Pick<NonNullable<SubmissionDocument['handedIn']>, 'fileIds'> | null;
}

/** What a write changes. */
export type SubmissionWrite = Partial<Omit<SubmissionDocument, '_id' | 'version' | 'enrolmentId' | 'blockId'>>;

/** The queries of the collection `assignment_submissions`. */
@Injectable()
export class SubmissionRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async find(enrolmentId: string, blockId: string): Promise<SubmissionDocument | null> {
    return await this.submissions.findOne({ enrolmentId: oid(enrolmentId), blockId });
  }

  async findById(id: string): Promise<SubmissionDocument | null> {
    return await this.submissions.findOne({ _id: oid(id) });
  }

  async ofEnrolment(enrolmentId: string): Promise<SubmissionDocument[]> {
    return await this.submissions.find({ enrolmentId: oid(enrolmentId) }).toArray();
  }

  /**
   * Stores the first version of somebody's work. In no transaction: of two at once the second one is refused.
   * @returns false where there is one already
   */
  async insert(place: SubmissionPlace, savedAt: Date, maxPoints: number): Promise<boolean> {
    const { enrolmentId, userId, courseId, lessonId, blockId } = place;
    try {
      await this.submissions.insertOne({
        _id: new mongo.ObjectId(),
        ...{
          enrolmentId: oid(enrolmentId),
          userId: oid(userId),
          courseId: oid(courseId),
          lessonId: oid(lessonId),
          blockId,
        },
        ...{
          state: 'draft',
          version: 0,
          text: '',
          fileIds: [],
          handedIn: null,
          savedAt,
          submittedAt: null,
          attempts: 0,
        },
        ...{ points: null, maxPoints, comment: '', gradedAt: null },
      });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Writes over exactly one version; null where it is another one by now. */
  async write(
    id: mongo.ObjectId,
    version: number,
    write: SubmissionWrite,
    session?: ClientSession,
  ): Promise<SubmissionDocument | null> {
    return await this.submissions.findOneAndUpdate(
      { _id: id, version },
      { $set: write, $inc: { version: 1 } },
      { returnDocument: 'after', ...(session === undefined ? {} : { session }) },
    );
  }

  /** Work of a course that waits for a teacher, oldest first. */
  async waiting(
    courseId: string,
    { blockId, after }: { readonly blockId: string | undefined; readonly after: { at: Date; id: string } | null },
    limit: number,
  ): Promise<SubmissionDocument[]> {
    const behind =
      after === null
        ? {}
        : { $or: [{ submittedAt: { $gt: after.at } }, { submittedAt: after.at, _id: { $gt: oid(after.id) } }] };
    return await this.submissions
      .find({
        courseId: oid(courseId),
        ...(blockId === undefined ? {} : { blockId }),
        state: 'submitted',
        ...behind,
      })
      .sort({ submittedAt: 1, _id: 1 })
      .limit(limit)
      .toArray();
  }

  async count(enrolmentId: string): Promise<number> {
    return await this.submissions.countDocuments({ enrolmentId: oid(enrolmentId) });
  }

  /** The work of a person, the newest first. */
  async ofPerson(userId: string, limit: number): Promise<SubmissionDocument[]> {
    return await this.submissions
      .find({ userId: oid(userId) })
      .sort({ _id: -1 })
      .limit(limit)
      .toArray();
  }

  /** The work that names one of these files. */
  async findNaming(fileIds: readonly string[]): Promise<NamingSubmission[]> {
    const any = { $in: [...fileIds] };
    return await this.submissions
      .find({ $or: [{ fileIds: any }, { 'handedIn.fileIds': any }] })
      .project<NamingSubmission>({ courseId: 1, lessonId: 1, fileIds: 1, 'handedIn.fileIds': 1 })
      .toArray();
  }

  /** Removes the work of a learner; answers the files that it named. */
  async removeOf(enrolmentId: string, session: ClientSession): Promise<string[]> {
    const of = { enrolmentId: oid(enrolmentId) };
    const found = await this.submissions
      .find(of, { session, projection: { fileIds: 1, 'handedIn.fileIds': 1 } })
      .toArray();
    await this.submissions.deleteMany(of, { session });
    return [...new Set(found.flatMap(({ fileIds, handedIn }) => [...fileIds, ...(handedIn?.fileIds ?? [])]))];
  }

  async removeAllOf(userId: string): Promise<void> {
    await this.submissions.deleteMany({ userId: oid(userId) });
  }

  private get submissions(): mongo.Collection<SubmissionDocument> {
    return this.connection.collection(SUBMISSION_COLLECTION) as unknown as mongo.Collection<SubmissionDocument>;
  }
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
