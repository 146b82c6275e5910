import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type ClientSession, type Connection, mongo } from 'mongoose';
import { COURSE_COMPLETION_COLLECTION, type CourseCompletionDocument } from './course-completion.schema.js';

const NEVER = new Date(0);

/** The queries of the collection `course_completions`. */
@Injectable()
export class CourseCompletionRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Says that a completion is to be told of, in the transaction that completes. */
  async add(enrolmentId: string, session: ClientSession): Promise<void> {
    await this.completions.updateOne(
      { _id: oid(enrolmentId) },
      { $set: { leaseUntil: NEVER } },
      { upsert: true, session },
    );
  }

  /** Takes one that nobody holds, this or any; answers the enrolment, null where there is none. */
  async claim(enrolmentId: string | null, now: Date, until: Date): Promise<string | null> {
    const claimed = await this.completions.findOneAndUpdate(
      { ...(enrolmentId === null ? {} : { _id: oid(enrolmentId) }), leaseUntil: { $lte: now } },
      { $set: { leaseUntil: until } },
    );
    return claimed === null ? null : claimed._id.toHexString();
  }

  /** It was told of, by who held it until then. */
  async remove(enrolmentId: string, until: Date): Promise<void> {
    await this.completions.deleteOne({ _id: oid(enrolmentId), leaseUntil: until });
  }

  /** Takes one back, in the transaction that undoes the completion. */
  async withdraw(enrolmentId: string, session: ClientSession): Promise<void> {
    await this.completions.deleteOne({ _id: oid(enrolmentId) }, { session });
  }

  private get completions(): mongo.Collection<CourseCompletionDocument> {
    return this.connection.collection(
      COURSE_COMPLETION_COLLECTION,
    ) as unknown as mongo.Collection<CourseCompletionDocument>;
  }
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
