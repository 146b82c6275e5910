import { Schema } from 'mongoose';

/** A checkpoint as it was written elsewhere. `_id` is its writer and number, `line` the signed line. */
export interface CheckpointCopyDocument {
  _id: string;
  line: string;
  at: Date;
  expiresAt: Date;
}

export const CHECKPOINT_COPY_MODEL = 'AuditCheckpoint';
export const CHECKPOINT_COPY_COLLECTION = 'audit_checkpoints';

// Copies, so that every process can show and use the checkpoints of all; the ones that count stand elsewhere.
export const checkpointCopySchema = new Schema<CheckpointCopyDocument>(
  {
    _id: { type: String, required: true },
    line: { type: String, required: true },
    at: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: CHECKPOINT_COPY_COLLECTION, versionKey: false },
);

// the newest one, for the seal
checkpointCopySchema.index({ at: -1 });
// deletes copies after a week
checkpointCopySchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
