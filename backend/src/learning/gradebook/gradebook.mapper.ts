import type { LearnerGrades } from '@classy-book/contracts/gradebook';
import type { SubmissionRecord } from '../assignments/submission-records.service.js';
import type { AttemptRecord } from '../quiz-attempts/attempt-records.service.js';

type Attempt = LearnerGrades['items'][number]['attempts'][number];

/** An attempt of a quiz among the work of a learner. */
export function toQuizAttempt(attempt: AttemptRecord): Attempt {
  const { id, number, state, closedByDeadline, percent } = attempt;
  return {
    ...{ id, number, state, closedByDeadline, percent },
    startedAt: attempt.startedAt.toISOString(),
    submittedAt: attempt.submittedAt?.toISOString() ?? null,
  };
}

/** A submission among the work of a learner: it began when it was handed in. */
export function toAssignmentAttempt({ id, number, state, percent, submittedAt }: SubmissionRecord): Attempt {
  const at = submittedAt.toISOString();
  return { ...{ id, number, state, percent }, closedByDeadline: false, startedAt: at, submittedAt: at };
}
