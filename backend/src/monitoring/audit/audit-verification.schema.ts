import type { AuditVerification } from '@classy-book/contracts/audit';
import { Schema, type Types } from 'mongoose';

/** A verification that came to its end. `_id` sorts by time. */
export interface AuditVerificationDocument {
  _id: Types.ObjectId;
  startedAt: Date;
  endedAt: Date;
  by: string;
  found: Omit<AuditVerification, 'id' | 'startedAt' | 'endedAt' | 'by'>;
  expiresAt: Date;
}

export const AUDIT_VERIFICATION_MODEL = 'AuditVerification';
export const AUDIT_VERIFICATION_COLLECTION = 'audit_verifications';

// what was found is kept as it was found; its form is the contract's
export const auditVerificationSchema = new Schema<AuditVerificationDocument>(
  {
    startedAt: { type: Date, required: true },
    endedAt: { type: Date, required: true },
    by: { type: String, required: true },
    found: { type: Schema.Types.Mixed, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: AUDIT_VERIFICATION_COLLECTION, versionKey: false, minimize: false },
);

// deletes results after a year
auditVerificationSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
