import { Schema, type Types } from 'mongoose';

/** A mail that a local start kept instead of sending it. */
export interface DevMailDocument {
  _id: Types.ObjectId;
  to: string;
  subject: string;
  text: string;
  html: string;
  sentAt: Date;
}

export const DEV_MAIL_MODEL = 'DevMail';

export const devMailSchema = new Schema<DevMailDocument>(
  {
    to: { type: String, required: true },
    subject: { type: String, required: true },
    text: { type: String, required: true },
    html: { type: String, required: true },
    sentAt: { type: Date, required: true },
  },
  { collection: 'dev_mails', strict: 'throw' },
);

// mails go after a week
devMailSchema.index({ sentAt: 1 }, { expireAfterSeconds: 7 * 86_400 });
