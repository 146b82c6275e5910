import type { CoursePerson } from '@classy-book/contracts/course-people';
import { statusAt } from './enrolment.mapper.js';
import type { EnrolmentDocument } from './enrolment.schema.js';
import { riskOf } from './people-query.js';

/** An enrolment as the teachers of its course see it. */
export function toPerson(enrolment: EnrolmentDocument, now: Date): CoursePerson {
  const { userId, name, email, source, grade, progress } = enrolment;
  return {
    id: enrolment._id.toHexString(),
    ...{ userId, name, email, source, grade },
    status: statusAt(enrolment, now),
    enrolledAt: enrolment.enrolledAt.toISOString(),
    expiresAt: enrolment.expiresAt?.toISOString() ?? null,
    completedAt: enrolment.completedAt?.toISOString() ?? null,
    lastActivityAt: enrolment.lastActivityAt?.toISOString() ?? null,
    percent: progress.percent,
    done: progress.done,
    total: progress.total,
    risk: riskOf(enrolment, now),
  };
}
