import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type ClientSession, type Model, Types } from 'mongoose';
import { COURSE_CODE_MODEL, type CourseCodeDocument } from './course-code.schema.js';

/** The queries of the collection `course_codes`. */
@Injectable()
export class CourseCodeRepository {
  constructor(@InjectModel(COURSE_CODE_MODEL) private readonly codes: Model<CourseCodeDocument>) {}

  async insert(code: Omit<CourseCodeDocument, '_id'>, session: ClientSession): Promise<CourseCodeDocument> {
    const made: CourseCodeDocument = { _id: new Types.ObjectId(), ...code };
    await this.codes.create([made], { session });
    return made;
  }

  async countOpen(courseId: string, session: ClientSession): Promise<number> {
    return await this.codes.countDocuments({ courseId, endedAt: null }, { session });
  }

  async find(code: string): Promise<CourseCodeDocument | null> {
    return await this.codes.findOne({ code }).lean<CourseCodeDocument>();
  }

  async list(courseId: string, limit: number): Promise<CourseCodeDocument[]> {
    return await this.codes.find({ courseId }).sort({ _id: -1 }).limit(limit).lean<CourseCodeDocument[]>();
  }

  /** Takes one use of a code that is open: of any number at once, no more succeed than are left. */
  async spend(id: Types.ObjectId, now: Date): Promise<boolean> {
    const { modifiedCount } = await this.codes.updateOne(
      { _id: id, endedAt: null, left: { $gt: 0 }, $or: [{ endsAt: null }, { endsAt: { $gt: now } }] },
      { $inc: { used: 1, left: -1 } },
    );
    return modifiedCount === 1;
  }

  /** Gives back a use that let nobody in. */
  async giveBack(id: Types.ObjectId): Promise<void> {
    await this.codes.updateOne({ _id: id, used: { $gt: 0 } }, { $inc: { used: -1, left: 1 } });
  }

  /** Null where it has ended already, or is of another course. */
  async end(courseId: string, id: string, now: Date, purgeAt: Date): Promise<CourseCodeDocument | null> {
    return await this.codes
      .findOneAndUpdate(
        { _id: id, courseId, endedAt: null },
        { $set: { endedAt: now, purgeAt } },
        { returnDocument: 'after' },
      )
      .lean<CourseCodeDocument>();
  }

  async removeOfCourse(courseId: string, session: ClientSession): Promise<void> {
    await this.codes.deleteMany({ courseId }, { session });
  }
}
