import { Schema } from 'mongoose';

/** How far something that reads the audit log on and on has come, and which process does it. `_id` is its name. */
export interface LogFoldDocument {
  _id: string;
  position: {
    since: string;
    after: string;
    chains: { writer: string; seq: number }[];
  };
  lease: string | null;
  leaseEnd: Date;
  /** When records were last taken. */
  takenAt: Date | null;
  /** Since when, and why, nothing goes on; null while it does. */
  failingSince: Date | null;
  problem: string | null;
}

export const LOG_FOLD_MODEL = 'LogFold';

const chain = { _id: false, writer: { type: String, required: true }, seq: { type: Number, required: true } };

// a handful, each read by its name: no index but that
export const logFoldSchema = new Schema<LogFoldDocument>(
  {
    _id: { type: String, required: true },
    position: {
      since: { type: String, required: true },
      after: { type: String, required: true },
      chains: { type: [chain], required: true },
    },
    lease: { type: String, default: null },
    leaseEnd: { type: Date, required: true },
    takenAt: { type: Date, default: null },
    failingSince: { type: Date, default: null },
    problem: { type: String, default: null },
  },
  { collection: 'log_folds', strict: 'throw', versionKey: false },
);
