import { Schema } from 'mongoose';

/** That a part of the demonstration was made, so that it does not come back when somebody deletes it. */
export interface DemonstrationDocument {
  /** The name of the part. */
  _id: string;
  begunAt: Date;
  doneAt: Date | null;
}

export const DEMONSTRATION_MODEL = 'Demonstration';

// read by _id alone: a handful of documents
export const demonstrationSchema = new Schema<DemonstrationDocument>(
  {
    _id: { type: String, required: true },
    begunAt: { type: Date, required: true },
    doneAt: { type: Date, default: null },
  },
  { collection: 'demonstration', strict: 'throw', versionKey: false },
);
