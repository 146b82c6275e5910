import { Schema } from 'mongoose';

/** How much a person may store who has not the usual quota. */
export interface FileQuotaDocument {
  /** The id of the person. */
  _id: string;
  bytes: number;
  /** Who set it. */
  setBy: string;
  setAt: Date;
}

export const FILE_QUOTA_MODEL = 'FileQuota';

export const fileQuotaSchema = new Schema<FileQuotaDocument>(
  {
    _id: { type: String, required: true },
    bytes: { type: Number, required: true },
    setBy: { type: String, required: true },
    setAt: { type: Date, required: true },
  },
  { collection: 'file_quotas', strict: 'throw', versionKey: false },
);
