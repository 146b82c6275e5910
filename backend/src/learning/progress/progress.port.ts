import type { OutlineLesson, PublishedHeader } from '@classy-book/contracts/courses';
import type { Principal } from '../../common/http/request-context.js';
import type { ClientSession } from 'mongoose';
import type { CourseRecord } from '../courses/courses.port.js';
import type { EnrolmentRecord } from '../enrolments/enrolments.port.js';

/** A lesson that the caller may read now. `enrolment` is null for who teaches the course: nothing of theirs is recorded. */
export interface OpenLesson {
  readonly course: CourseRecord;
  readonly lesson: OutlineLesson & { readonly published: PublishedHeader };
  readonly enrolment: EnrolmentRecord | null;
}

/** Something that a learner did, which completion rules look at. Facts only grow: the best score, all that was watched. */
export type LessonFact =
  | { readonly kind: 'viewed' }
  | { readonly kind: 'marked' }
  | { readonly kind: 'submitted'; readonly blockId: string }
  | { readonly kind: 'score'; readonly blockId: string; readonly percent: number }
  | {
      readonly kind: 'watched';
      readonly blockId: string;
      readonly ranges: readonly (readonly [number, number])[];
      readonly seconds: number;
    };

/** What is left to do once a reset stands: it must not throw. */
export type AfterReset = () => void;

/** What belongs to a learner's progress and goes when it is reset. */
export interface ProgressPart {
  /** The name of what is counted: a key of the texts, such as `quizAttempts`. */
  readonly name: string;
  count(enrolmentId: string): Promise<number>;
  /** Removes it in the transaction of the reset, and answers what is to be done when that is through. */
  remove(enrolmentId: string, session: ClientSession): Promise<AfterReset | null>;
}

/** How far learners came in a lesson. */
export interface LessonCounts {
  readonly opened: number;
  readonly completed: number;
}

/** Progress, for what learners do inside a lesson. */
export abstract class ProgressPort {
  /**
   * A published lesson that is open to the caller.
   * @throws AppError NOT_FOUND (no such published lesson), ENROLMENT_REQUIRED, LESSON_LOCKED with the reason
   */
  abstract requireOpen(
    courseReference: string,
    lessonId: string,
    principal: Pick<Principal, 'userId' | 'permissions'>,
  ): Promise<OpenLesson>;

  /** Lessons of a course that are open to a learner; all published ones for a teacher; previews for everybody else. */
  abstract openLessons(
    course: CourseRecord,
    principal: Pick<Principal, 'userId' | 'permissions'> | null,
  ): Promise<ReadonlySet<string>>;

  /**
   * Notes a fact and computes the progress again, in the caller's transaction, whose first write this must be (or
   * `EnrolmentsPort.take`). Facts of lessons that are gone are kept and count for nothing.
   */
  abstract note(enrolmentId: string, lessonId: string, fact: LessonFact, session: ClientSession): Promise<void>;

  /** Called after the transaction of `note` is through: tells of a course that was completed by it (event `enrolment.changed`). */
  abstract settle(enrolmentId: string): Promise<void>;

  /** How many ever did something in each lesson of a course, and how many completed it; lessons of nobody are left out. */
  abstract countsByLesson(courseId: string): Promise<ReadonlyMap<string, LessonCounts>>;

  /** Registers what a reset counts and removes; called once at the start. */
  abstract contribute(part: ProgressPart): void;
}
