import type { AuditVerification } from '@classy-book/contracts/audit';
import { idTime } from '../../common/ids/time-ordered-ids.js';
import type { AuditVerificationDocument } from './audit-verification.schema.js';
import type { VerificationResult } from './audit-verifier.service.js';

/** A result as it is kept. */
export function toFound(result: VerificationResult): AuditVerificationDocument['found'] {
  const { ok, checked, broken, ends, lastRecordId, checkpoints, newestCheckpoint } = result;
  const lastRecordAt = lastRecordId === null ? null : new Date(idTime(lastRecordId)).toISOString();
  return { ok, checked, broken, ends: [...ends], lastRecordId, lastRecordAt, checkpoints, newestCheckpoint };
}

/** A stored result as the seal shows it. */
export function toVerification({ _id, startedAt, endedAt, by, found }: AuditVerificationDocument): AuditVerification {
  return {
    id: _id.toHexString(),
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    by,
    ...found,
  };
}
