import type { NotificationPreferences } from '@classy-book/contracts/notifications';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, mongo } from 'mongoose';
import { isDuplicateKey, upsertOrMeet } from '../../database/database-errors.js';
import { NOTIFICATION_SETTING_COLLECTION, type NotificationSettingDocument } from './notification-setting.schema.js';

/** What waited since the last mail to somebody. */
export interface WaitingMail {
  readonly userId: string;
  readonly waiting: number;
  readonly waitingRank: number;
}

const DEFAULT: NotificationPreferences['email'] = 'high';
const NOTHING = { waiting: 0, waitingRank: 0 };

/** The queries of the collection `notification_settings`. */
@Injectable()
export class NotificationSettingRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** From which severity on people want mails. */
  async emailOf(userIds: readonly string[]): Promise<ReadonlyMap<string, NotificationPreferences['email']>> {
    const found = await this.settings
      .find({ _id: { $in: userIds.map(oid) } })
      .project<Pick<NotificationSettingDocument, '_id' | 'email'>>({ email: 1 })
      .toArray();
    const chosen = new Map(found.map(({ _id, email }) => [_id.toHexString(), email]));
    return new Map(userIds.map((id) => [id, chosen.get(id) ?? DEFAULT]));
  }

  async setEmail(userId: string, email: NotificationPreferences['email']): Promise<void> {
    await upsertOrMeet(async () =>
      this.settings.updateOne(
        { _id: oid(userId) },
        { $set: { email }, $setOnInsert: { nextMailAt: null, ...NOTHING } },
        { upsert: true },
      ),
    );
  }

  /**
   * Takes the right to send a mail now: of several who ask at once, one gets it.
   * @returns what waited; null where the last mail was sent too short a time ago
   */
  async claim(userId: string, now: Date, nextMailAt: Date): Promise<WaitingMail | null> {
    try {
      const before = await this.settings.findOneAndUpdate(
        { _id: oid(userId), $or: [{ nextMailAt: null }, { nextMailAt: { $lte: now } }] },
        { $set: { nextMailAt, ...NOTHING }, $setOnInsert: { email: DEFAULT } },
        { upsert: true, returnDocument: 'before' },
      );
      return { userId, waiting: before?.waiting ?? 0, waitingRank: before?.waitingRank ?? 0 };
    } catch (error) {
      // there is one, but its time has not come: the upsert met it
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  /** Lets something wait for the next mail. */
  async hold(userId: string, rank: number): Promise<void> {
    await this.settings.updateOne({ _id: oid(userId) }, { $inc: { waiting: 1 }, $max: { waitingRank: rank } });
  }

  /** Takes the right to send the gathered mail of somebody whose time has come; null where there is nobody. */
  async claimDue(now: Date, nextMailAt: Date): Promise<WaitingMail | null> {
    const before = await this.settings.findOneAndUpdate(
      { waiting: { $gt: 0 }, nextMailAt: { $lte: now } },
      { $set: { nextMailAt, ...NOTHING } },
      { returnDocument: 'before' },
    );
    if (before === null) return null;
    return { userId: before._id.toHexString(), waiting: before.waiting, waitingRank: before.waitingRank };
  }

  async remove(userId: string): Promise<void> {
    await this.settings.deleteOne({ _id: oid(userId) });
  }

  private get settings(): mongo.Collection<NotificationSettingDocument> {
    return this.connection.collection(
      NOTIFICATION_SETTING_COLLECTION,
    ) as unknown as mongo.Collection<NotificationSettingDocument>;
  }
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
