import { Schema } from 'mongoose';

/** When something that one of the processes does by itself is due again. */
export interface AuditTurnDocument {
  _id: string;
  dueAt: Date;
}

export const AUDIT_TURN_MODEL = 'AuditTurn';

// two documents: the verification and the retention
export const auditTurnSchema = new Schema<AuditTurnDocument>(
  { _id: { type: String, required: true }, dueAt: { type: Date, required: true } },
  { collection: 'audit_turns', versionKey: false },
);
