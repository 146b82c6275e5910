import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, mongo } from 'mongoose';
import { NOTIFICATION_COLLECTION, type NotificationDocument } from './notification.schema.js';

/** Whoever has more unread ones has many. */
export const MAX_UNREAD = 100;

const DUPLICATE_KEY = 11_000;

/** The queries of the collection `notifications`. */
@Injectable()
export class NotificationRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Stores messages; who was told the same before is left out. Answers those that are new. */
  async insert(documents: readonly NotificationDocument[]): Promise<NotificationDocument[]> {
    if (documents.length === 0) return [];
    try {
      await this.notifications.insertMany([...documents], { ordered: false });
      return [...documents];
    } catch (error) {
      if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
      const failures: readonly mongo.WriteError[] = [error.writeErrors].flat();
      if (failures.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
      const known = new Set(failures.map(({ index }) => index));
      return documents.filter((_, index) => !known.has(index));
    }
  }

  /** One page of a person's messages, newest first. */
  async page(
    userId: string,
    { unread, before }: { readonly unread: boolean; readonly before: string | undefined },
    limit: number,
  ): Promise<NotificationDocument[]> {
    return await this.notifications
      .find({
        userId: oid(userId),
        ...(unread ? { readAt: null } : {}),
        ...(before === undefined ? {} : { _id: { $lt: oid(before) } }),
      })
      .sort({ _id: -1 })
      .limit(limit)
      .toArray();
  }

  /** How many are unread, counted up to 100. */
  async countUnread(userId: string): Promise<number> {
    return await this.notifications.countDocuments({ userId: oid(userId), readAt: null }, { limit: MAX_UNREAD });
  }

  /** How many messages each of these people has, and how many of them are unread. */
  async countOf(
    userIds: readonly mongo.ObjectId[],
  ): Promise<{ readonly userId: string; readonly all: number; readonly unread: number }[]> {
    const groups = await this.notifications
      .aggregate<{ _id: { userId: mongo.ObjectId; isUnread: boolean }; count: number }>([
        { $match: { userId: { $in: [...userIds] } } },
        { $group: { _id: { userId: '$userId', isUnread: { $eq: ['$readAt', null] } }, count: { $sum: 1 } } },
      ])
      .toArray();
    const counts = new Map<string, { all: number; unread: number }>();
    for (const { _id, count } of groups) {
      const id = _id.userId.toHexString();
      const { all, unread } = counts.get(id) ?? { all: 0, unread: 0 };
      counts.set(id, { all: all + count, unread: unread + (_id.isUnread ? count : 0) });
    }
    return [...counts].map(([userId, count]) => ({ userId, ...count }));
  }

  /** Keeps the newest messages of a person. */
  async trim(userId: string, keep: number): Promise<void> {
    const [oldest] = await this.notifications
      .find({ userId: oid(userId) })
      .sort({ _id: -1 })
      .skip(keep)
      .limit(1)
      .project<{ _id: mongo.ObjectId }>({ _id: 1 })
      .toArray();
    if (oldest !== undefined) await this.notifications.deleteMany({ userId: oid(userId), _id: { $lte: oldest._id } });
  }

  /** Notes that a person has read these, or all up to one. */
  async markRead(userId: string, which: readonly string[] | string, at: Date): Promise<void> {
    const ids = typeof which === 'string' ? { $lte: oid(which) } : { $in: which.map(oid) };
    await this.notifications.updateMany({ userId: oid(userId), readAt: null, _id: ids }, { $set: { readAt: at } });
  }

  async removeAll(userId: string): Promise<void> {
    await this.notifications.deleteMany({ userId: oid(userId) });
  }

  private get notifications(): mongo.Collection<NotificationDocument> {
    return this.connection.collection(NOTIFICATION_COLLECTION) as unknown as mongo.Collection<NotificationDocument>;
  }
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
