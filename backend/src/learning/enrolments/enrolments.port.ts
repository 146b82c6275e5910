import type { EnrolmentSource, EnrolmentStatus } from '@classy-book/contracts/enrolments';
import type { ClientSession } from 'mongoose';
import type { Page } from '../../common/response/page.js';

/** What is remembered of a learner's progress for lists; the truth is what the progress is computed from. */
export interface ProgressSummary {
  readonly percent: number;
  readonly done: number;
  readonly total: number;
  /** The `outlineRevision` of the course that it was computed with: an older one is to be computed again. */
  readonly outlineRevision: number;
}

/** Where a learner goes on. */
export interface ResumeRecord {
  readonly lessonId: string;
  readonly blockId: string | null;
  readonly seconds: number;
}

/** An enrolment. `status` is `expired` as soon as `expiresAt` has passed. One for each person and course. */
export interface EnrolmentRecord {
  readonly id: string;
  readonly courseId: string;
  readonly userId: string;
  readonly status: EnrolmentStatus;
  readonly source: EnrolmentSource;
  readonly enrolledAt: Date;
  readonly expiresAt: Date | null;
  readonly completedAt: Date | null;
  readonly lastActivityAt: Date | null;
  readonly resume: ResumeRecord | null;
  readonly progress: ProgressSummary;
}

/** What progress changes of an enrolment; what is left out stays. `completedAt` is set once and then stays (until a reset). */
export interface EnrolmentProgressChange {
  readonly progress?: ProgressSummary;
  readonly resume?: ResumeRecord | null;
  readonly lastActivityAt?: Date;
  readonly completedAt?: Date;
  /** The average over what is graded so far, in percent, for the lists of teachers; null: nothing is graded. */
  readonly grade?: number | null;
  /** Undoes the completion too. */
  readonly reset?: true;
}

/** What lists of learners sort by, each with an index; `name` rises, the others fall. */
export type LearnerSort = 'name' | 'progress' | 'grade';

/** A page of learners: `q` looks for names and email addresses by their beginnings. Without `status`: active and completed. */
export interface LearnersQuery {
  readonly q?: string | undefined;
  readonly status?: EnrolmentStatus | undefined;
  readonly sort: LearnerSort;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A learner in a list of a course. */
export interface LearnerRecord extends EnrolmentRecord {
  readonly name: string;
  readonly email: string;
  readonly grade: number | null;
}

/** What figures about a course are made of: one for each person who is or was in it. */
export interface EnrolmentFigure {
  readonly status: EnrolmentStatus;
  readonly risk: 'inactive' | 'behind' | null;
  readonly enrolledAt: Date;
  readonly completedAt: Date | null;
  readonly percent: number;
  /** The last weeks in which something was done; see `weekOf`. */
  readonly weeks: readonly number[];
}

const WEEK_MS = 7 * 86_400_000;
// 5 January 1970 was a Monday
const FIRST_MONDAY = 4 * 86_400_000;

/** The week of a moment, counted from the first Monday of 1970, in UTC. */
export function weekOf(moment: Date): number {
  return Math.floor((moment.getTime() - FIRST_MONDAY) / WEEK_MS);
}

/** The Monday on which a week begins. */
export function weekStart(week: number): Date {
  return new Date(FIRST_MONDAY + week * WEEK_MS);
}

/** True where an enrolment lets its learner read. */
export function mayRead({ status }: Pick<EnrolmentRecord, 'status'>): boolean {
  return status === 'active' || status === 'completed';
}

/** Enrolments, for the other features of learning. Checks nobody's rights. */
export abstract class EnrolmentsPort {
  abstract find(courseId: string, userId: string, session?: ClientSession): Promise<EnrolmentRecord | null>;

  abstract findById(id: string, session?: ClientSession): Promise<EnrolmentRecord | null>;

  abstract findMany(ids: readonly string[]): Promise<EnrolmentRecord[]>;

  /** Everything of a person, last used first, at most 500. */
  abstract ofUser(userId: string): Promise<EnrolmentRecord[]>;

  /**
   * The enrolment with which somebody may read a course now.
   * @throws AppError ENROLMENT_REQUIRED (403), with a sentence for each status: pending, rejected, expired, removed, none
   */
  abstract requireReader(courseId: string, userId: string): Promise<EnrolmentRecord>;

  /**
   * The first write of every transaction that changes progress: takes the enrolment, so that two of them for one learner
   * come one after the other.
   * @throws AppError ENROLMENT_REQUIRED where it cannot be read with any more
   */
  abstract take(id: string, session: ClientSession): Promise<EnrolmentRecord>;

  /** Writes progress, in the same transaction. A first `completedAt` makes the status `completed`. */
  abstract note(id: string, change: EnrolmentProgressChange, session: ClientSession): Promise<void>;

  /**
   * One page of the learners of a course, for the gradebook: stable by cursor, each sort by an index.
   * @throws AppError VALIDATION_FAILED for a cursor that is none
   */
  abstract learners(courseId: string, query: LearnersQuery): Promise<Page<LearnerRecord>>;

  /** How many learn or learned in each of some courses (active or completed); those without anybody are left out. */
  abstract countLearners(courseIds: readonly string[]): Promise<ReadonlyMap<string, number>>;

  /** What figures about a course are made of, of at most 50,000 people; those who never got in are left out. */
  abstract figures(courseId: string): Promise<EnrolmentFigure[]>;

  /** Enrolments (active or completed) whose remembered progress is of an older outline, at most `limit`. */
  abstract outdated(courseId: string, outlineRevision: number, limit: number): Promise<EnrolmentRecord[]>;

  /** Enrols somebody; who is enrolled already stays as they are, who was removed or had expired comes back. Answers whether anything changed. */
  abstract enrol(
    courseId: string,
    userId: string,
    source: EnrolmentSource,
  ): Promise<{ enrolment: EnrolmentRecord; changed: boolean }>;

  /**
   * Takes a completed enrolment that is to be looked at for a certificate: a completion marks its enrolment. Who takes it has
   * it until `until`; null where there is none.
   */
  abstract takeForCertificate(now: Date, until: Date): Promise<EnrolmentRecord | null>;

  /** When an enrolment is to be looked at again; null: not any more. */
  abstract lookForCertificate(id: string, at: Date | null): Promise<void>;
}
