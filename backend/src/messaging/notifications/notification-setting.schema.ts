import type { NotificationPreferences } from '@classy-book/contracts/notifications';
import { Schema, type Types } from 'mongoose';

/**
 * What a person wants to be mailed, and the mails that wait: `waiting` counts what happened since the last mail, and
 * `waitingRank` is the highest severity of it. The next mail goes at `nextMailAt` at the earliest.
 */
export interface NotificationSettingDocument {
  _id: Types.ObjectId;
  email: NotificationPreferences['email'];
  nextMailAt: Date | null;
  waiting: number;
  waitingRank: number;
}

export const NOTIFICATION_SETTING_MODEL = 'NotificationSetting';
export const NOTIFICATION_SETTING_COLLECTION = 'notification_settings';

/** The schema stands for the collection and its indexes: the documents are written with the driver. */
export const notificationSettingSchema = new Schema<NotificationSettingDocument>(
  {
    email: { type: String, required: true },
    nextMailAt: { type: Date, default: null },
    waiting: { type: Number, required: true },
    waitingRank: { type: Number, required: true },
  },
  { collection: NOTIFICATION_SETTING_COLLECTION, versionKey: false },
);

// whose gathered mail is due
notificationSettingSchema.index({ waiting: 1, nextMailAt: 1 });
