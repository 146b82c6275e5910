import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type ClientSession, type Connection, mongo } from 'mongoose';
import { TimeOrderedIds } from '../../common/ids/time-ordered-ids.js';
import { ANNOUNCEMENT_COLLECTION, type AnnouncementDocument } from './announcement.schema.js';

/** An announcement on its way in. */
export interface NewAnnouncement {
  readonly courseId: string;
  readonly authorId: string;
  readonly title: string;
  readonly html: string;
  readonly at: Date;
  readonly dueAt: Date | null;
}

/** The queries of the collection `announcements`. */
@Injectable()
export class AnnouncementRepository {
  private readonly ids = new TimeOrderedIds();

  constructor(@InjectConnection() private readonly connection: Connection) {}

  async insert({ courseId, authorId, ...rest }: NewAnnouncement): Promise<AnnouncementDocument> {
    const document: AnnouncementDocument = {
      _id: oid(this.ids.next(rest.at.getTime())),
      courseId: oid(courseId),
      authorId: oid(authorId),
      ...rest,
    };
    await this.announcements.insertOne(document);
    return document;
  }

  /** One page of a course, newest first. */
  async page(courseId: string, before: string | undefined, limit: number): Promise<AnnouncementDocument[]> {
    return await this.announcements
      .find({ courseId: oid(courseId), ...(before === undefined ? {} : { _id: { $lt: oid(before) } }) })
      .sort({ _id: -1 })
      .limit(limit)
      .toArray();
  }

  /** Keeps the newest of a course. */
  async trim(courseId: string, keep: number): Promise<void> {
    const [oldest] = await this.announcements
      .find({ courseId: oid(courseId) })
      .sort({ _id: -1 })
      .skip(keep)
      .limit(1)
      .project<Pick<AnnouncementDocument, '_id'>>({ _id: 1 })
      .toArray();
    if (oldest === undefined) return;
    await this.announcements.deleteMany({ courseId: oid(courseId), _id: { $lte: oldest._id } });
  }

  /** Removes one of a course; null where there is none. */
  async remove(courseId: string, id: string): Promise<AnnouncementDocument | null> {
    return await this.announcements.findOneAndDelete({ _id: oid(id), courseId: oid(courseId) });
  }

  /** Takes one that learners are to be told of; it is due again at `until`, should this process die. */
  async claim(now: Date, until: Date): Promise<AnnouncementDocument | null> {
    return await this.announcements.findOneAndUpdate({ dueAt: { $lte: now } }, { $set: { dueAt: until } });
  }

  async told(id: mongo.ObjectId): Promise<void> {
    await this.announcements.updateOne({ _id: id }, { $set: { dueAt: null } });
  }

  /** Everything that somebody announced, newest first, at most `limit`. */
  async ofAuthor(userId: string, limit: number): Promise<AnnouncementDocument[]> {
    return await this.announcements
      .find({ authorId: oid(userId) })
      .limit(limit)
      .toArray();
  }

  /** What somebody announced stays when they go, without their name. */
  async unname(userId: string): Promise<void> {
    await this.announcements.updateMany({ authorId: oid(userId) }, { $set: { authorId: null } });
  }

  async removeOfCourse(courseId: string, session: ClientSession): Promise<void> {
    await this.announcements.deleteMany({ courseId: oid(courseId) }, { session });
  }

  private get announcements(): mongo.Collection<AnnouncementDocument> {
    return this.connection.collection(ANNOUNCEMENT_COLLECTION) as unknown as mongo.Collection<AnnouncementDocument>;
  }
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
