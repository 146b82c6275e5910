import type { EnrolmentStatus, EnrolmentStep } from '@classy-book/contracts/enrolments';
import { AppError } from '../../common/response/app-error.js';
import type { CourseRecord } from '../courses/courses.port.js';

type Terms = Pick<CourseRecord, 'state' | 'enrolment' | 'price'>;

/** How somebody stands, as far as it decides what they can do by themselves. */
export interface OwnStanding {
  /** Null where there is no enrolment. */
  readonly status: EnrolmentStatus | null;
  /** False for who was taken out by a teacher, or whose time was over when they left. */
  readonly mayReturn: boolean;
  readonly teaches: boolean;
}

/** What somebody can do about a course by themselves. */
export function stepOf(course: Terms, { status, mayReturn, teaches }: OwnStanding): EnrolmentStep {
  if (teaches) return 'teach';
  if (status === 'active' || status === 'completed') return 'learn';
  if (status === 'pending') return 'wait';
  if (status === 'rejected' || status === 'expired' || status === 'refunded') return 'ask';
  if (course.state !== 'published' || course.enrolment === 'closed') return 'ask';
  if (status === 'removed' && !mayReturn) return 'ask';
  if (course.price.amount > 0) return 'pay';
  return course.enrolment === 'approval' ? 'request' : 'enrol';
}

/** Why somebody cannot enrol by themselves, as a sentence with what to do. */
export function refusalOf(
  step: Exclude<EnrolmentStep, 'learn' | 'wait' | 'enrol' | 'request'>,
  course: Terms,
  found: { readonly status: EnrolmentStatus } | null,
): AppError {
  if (step === 'teach')
    return new AppError('CONFLICT', 'You teach this course: open it as a learner with its preview.');
  if (step === 'pay') {
    return new AppError(
      'PAYMENT_REQUIRED',
      'This course has a price, and paying is not possible here yet. Ask a teacher of the course for an invitation.',
    );
  }
  return new AppError('FORBIDDEN', sentenceFor(course, found?.status ?? null));
}

function sentenceFor({ state }: Terms, status: EnrolmentStatus | null): string {
  if (status === 'rejected') return 'Your request was declined. Ask a teacher of the course for an invitation.';
  if (status === 'expired') return 'Your access to this course has ended. Ask a teacher of the course for more time.';
  if (state === 'archived') return 'This course takes in nobody new any more.';
  if (state === 'draft') return 'This course is not open yet.';
  return 'Nobody can enrol in this course by themselves. Ask a teacher of the course for an invitation or a code.';
}
