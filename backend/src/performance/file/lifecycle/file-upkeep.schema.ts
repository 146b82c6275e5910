import { Schema } from 'mongoose';

/** Who looks after files at this moment, and how far that one has come: one document. */
export interface FileUpkeepDocument {
  _id: string;
  holder: string;
  until: Date;
  /** The object behind which looking for holders that are gone goes on; empty at the beginning. */
  objectsAfter: string;
}

export const FILE_UPKEEP_MODEL = 'FileUpkeep';

export const fileUpkeepSchema = new Schema<FileUpkeepDocument>(
  {
    _id: { type: String, required: true },
    holder: { type: String, required: true },
    until: { type: Date, required: true },
    objectsAfter: { type: String, default: '' },
  },
  { collection: 'file_upkeep', strict: 'throw', versionKey: false },
);
