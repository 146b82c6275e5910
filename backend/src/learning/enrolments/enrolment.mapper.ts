import type { EnrolmentStatus } from '@classy-book/contracts/enrolments';
import type { EnrolmentDocument } from './enrolment.schema.js';
import type { EnrolmentRecord, LearnerRecord } from './enrolments.port.js';

/** The statuses that let somebody read until `expiresAt`. */
export const READING: readonly EnrolmentStatus[] = ['active', 'completed'];

/** The status at a moment: `expired` from the end of the access on, also before that is written. */
export function statusAt(
  { status, expiresAt }: Pick<EnrolmentDocument, 'status' | 'expiresAt'>,
  now: Date,
): EnrolmentStatus {
  const hasEnded = expiresAt !== null && expiresAt <= now;
  return hasEnded && READING.includes(status) ? 'expired' : status;
}

/** An enrolment as other features see it. */
export function toRecord(enrolment: EnrolmentDocument, now: Date): EnrolmentRecord {
  const { courseId, userId, source, enrolledAt, expiresAt, completedAt, lastActivityAt, resume, progress } = enrolment;
  return {
    id: enrolment._id.toHexString(),
    ...{ courseId, userId, source, enrolledAt, expiresAt, completedAt, lastActivityAt, resume, progress },
    status: statusAt(enrolment, now),
  };
}

/** The same with what lists of learners show besides. */
export function toLearner(enrolment: EnrolmentDocument, now: Date): LearnerRecord {
  const { name, email, grade } = enrolment;
  return { ...toRecord(enrolment, now), name, email, grade };
}
