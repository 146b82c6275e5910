import type { IncidentKind, IncidentSeverity } from '@classy-book/contracts/incidents';
import type { NotificationKind } from '@classy-book/contracts/notifications';
import { Schema, type Types } from 'mongoose';

/** One message to one person. `_id` sorts by time; `mark` says what it tells of, so that nobody is told twice. */
export interface NotificationDocument {
  _id: Types.ObjectId;
  userId: Types.ObjectId;
  mark: string;
  at: Date;
  kind: NotificationKind;
  severity: IncidentSeverity;
  incidentKind: IncidentKind | null;
  facts: Record<string, string | number>;
  link: string;
  readAt: Date | null;
  expiresAt: Date;
}

export const NOTIFICATION_MODEL = 'Notification';
export const NOTIFICATION_COLLECTION = 'notifications';

/** The schema stands for the collection and its indexes: the documents are written with the driver. */
export const notificationSchema = new Schema<NotificationDocument>(
  {
    userId: { type: Schema.Types.ObjectId, required: true },
    mark: { type: String, required: true },
    readAt: { type: Date, default: null },
    expiresAt: { type: Date, required: true },
  },
  { collection: NOTIFICATION_COLLECTION, versionKey: false, strict: false },
);

// nobody is told the same twice, also when two processes tell at once
notificationSchema.index({ userId: 1, mark: 1 }, { unique: true });
// a person's list, newest first
notificationSchema.index({ userId: 1, _id: -1 });
// what of it is unread
notificationSchema.index({ userId: 1, readAt: 1, _id: -1 });
// they go after 90 days
notificationSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
