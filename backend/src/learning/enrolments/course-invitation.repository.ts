import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { type ClientSession, type Model, Types } from 'mongoose';
import { upsertOrMeet } from '../../database/database-errors.js';
import { COURSE_INVITATION_MODEL, type CourseInvitationDocument } from './course-invitation.schema.js';

/** An invitation that is to be written. */
export type NewInvitation = Omit<CourseInvitationDocument, '_id' | 'state'>;

/** The queries of the collection `course_invitations`. */
@Injectable()
export class CourseInvitationRepository {
  constructor(@InjectModel(COURSE_INVITATION_MODEL) private readonly invitations: Model<CourseInvitationDocument>) {}

  /**
   * Opens an invitation. Where one is open already, it gets the new token and the new end (`replaces`), or stays as it is.
   * Answers it, and whether it is new.
   */
  async open(invitation: NewInvitation, replaces: boolean): Promise<{ readonly id: string; readonly isNew: boolean }> {
    const { courseId, email, ...rest } = invitation;
    const id = new Types.ObjectId();
    const update = replaces ? { $set: rest, $setOnInsert: { _id: id } } : { $setOnInsert: { _id: id, ...rest } };
    const before = await upsertOrMeet(
      async () =>
        await this.invitations
          .findOneAndUpdate({ courseId, email, state: 'open' }, update, { upsert: true, returnDocument: 'before' })
          .lean<CourseInvitationDocument>(),
    );
    return { id: (before?._id ?? id).toHexString(), isNew: before === null };
  }

  async findByToken(tokenHash: string): Promise<CourseInvitationDocument | null> {
    return await this.invitations.findOne({ tokenHash }).lean<CourseInvitationDocument>();
  }

  async findById(id: string): Promise<CourseInvitationDocument | null> {
    return await this.invitations.findById(id).lean<CourseInvitationDocument>();
  }

  /** The invitations of some addresses into a course that are open at a moment. */
  async findOpen(courseId: string, emails: readonly string[], now: Date): Promise<CourseInvitationDocument[]> {
    return await this.invitations
      .find({ courseId, email: { $in: [...emails] }, state: 'open', expiresAt: { $gt: now } })
      .lean<CourseInvitationDocument[]>();
  }

  /** Newest first, behind an id. */
  async page(courseId: string, before: string | undefined, limit: number): Promise<CourseInvitationDocument[]> {
    const rest = before === undefined ? {} : { _id: { $lt: new Types.ObjectId(before) } };
    return await this.invitations
      .find({ courseId, ...rest })
      .sort({ _id: -1 })
      .limit(limit)
      .lean<CourseInvitationDocument[]>();
  }

  /** Uses an invitation up: of many at once, one succeeds. */
  async accept(id: Types.ObjectId, now: Date, session: ClientSession): Promise<CourseInvitationDocument | null> {
    return await this.invitations
      .findOneAndUpdate(
        { _id: id, state: 'open', expiresAt: { $gt: now } },
        { $set: { state: 'accepted' } },
        { session },
      )
      .lean<CourseInvitationDocument>();
  }

  /** Null where it is not open any more, or of another course. */
  async withdraw(courseId: string, id: string): Promise<CourseInvitationDocument | null> {
    return await this.invitations
      .findOneAndUpdate({ _id: id, courseId, state: 'open' }, { $set: { state: 'withdrawn' } })
      .lean<CourseInvitationDocument>();
  }

  async removeAllOf(email: string): Promise<void> {
    await this.invitations.deleteMany({ email });
  }

  async removeOfCourse(courseId: string, session: ClientSession): Promise<void> {
    await this.invitations.deleteMany({ courseId }, { session });
  }
}
