import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { AppError } from '../../common/response/app-error.js';
import { type CourseRecord, CoursesPort } from '../courses/courses.port.js';
import { type EnrolmentRecord, EnrolmentsPort, type ResumeRecord } from '../enrolments/enrolments.port.js';
import { isComplete } from './completion.js';
import { CourseCompletionRepository } from './course-completion.repository.js';
import { type CourseStanding, type FactsByLesson, standingOf } from './course-standing.js';
import { NO_FACTS, withFact } from './lesson-facts.js';
import { LessonProgressRepository } from './lesson-progress.repository.js';
import { noSuchCourse } from './progress.errors.js';
import type { LessonFact } from './progress.port.js';

/** How a learner stood before something was done, and how they stand now. */
export interface Recorded {
  readonly course: CourseRecord;
  readonly completedAt: Date | null;
  /** The course was completed by it. */
  readonly completes: boolean;
  readonly before: CourseStanding;
  readonly after: CourseStanding;
}

/** What is done in a lesson. `check` refuses by throwing, with how things stand in the transaction. */
export interface Deed {
  readonly lessonId: string;
  readonly fact: LessonFact;
  readonly check?: (standing: CourseStanding) => void;
  /** Where to go on from now on, seen from where it was. */
  readonly resume?: (before: ResumeRecord | null) => ResumeRecord;
}

/**
 * Writes progress. Each writing is one transaction that takes the enrolment first: of two for one learner the second sees
 * what the first has written, so no fact gets lost and a course is completed once.
 */
@Injectable()
export class ProgressRecordsService {
  constructor(
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentsPort,
    private readonly facts: LessonProgressRepository,
    private readonly completions: CourseCompletionRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Notes what was done and computes the progress again.
   * @throws AppError NOT_FOUND where the course is gone, ENROLMENT_REQUIRED, and what `check` throws
   */
  async record(enrolmentId: string, deed: Deed, session: ClientSession): Promise<Recorded> {
    const enrolment = await this.enrolments.take(enrolmentId, session);
    const { course, known } = await this.read(enrolment, session);
    const before = standingOf(course, known);
    deed.check?.(before);
    const now = this.clock.now();
    const { lessonId } = deed;
    const header = before.lessons.find(({ lesson }) => lesson.id === lessonId)?.lesson.published;
    const grown = withFact(known.get(lessonId) ?? NO_FACTS, deed.fact, header?.videos ?? [], now);
    const isDone = grown.completedAt === null && header !== undefined && isComplete(header, grown);
    const facts = isDone ? { ...grown, completedAt: now } : grown;
    await this.facts.put(enrolment, lessonId, facts, session);
    const after = standingOf(course, new Map(known).set(lessonId, facts));
    const completedAt = await this.remember(enrolment, course, after, session, {
      lastActivityAt: now,
      ...(deed.resume === undefined ? {} : { resume: deed.resume(enrolment.resume) }),
    });
    return { course, completedAt, completes: completedAt !== null && enrolment.completedAt === null, before, after };
  }

  /** Computes the remembered progress of a learner again, after the outline has changed. */
  async recompute(enrolment: EnrolmentRecord, session: ClientSession): Promise<void> {
    const taken = await this.takeOrNull(enrolment.id, session);
    const { course, known } = await this.read(enrolment, session);
    const standing = standingOf(course, known);
    const fresh = standing.lessons.filter(({ state, facts }) => state === 'complete' && facts.completedAt === null);
    if (fresh.length > 0) {
      const ids = fresh.map(({ lesson }) => lesson.id);
      await this.facts.complete(enrolment.id, ids, this.clock.now(), session);
    }
    // who may not read any more completes nothing, but is remembered, so as not to be looked at again and again
    const counted = taken === null ? { ...standing, complete: false } : standing;
    await this.remember(taken ?? enrolment, course, counted, session, {});
  }

  /** Undoes everything that was done, and the completion. What else belongs to it, the caller removes in the same transaction. */
  async undo(enrolment: EnrolmentRecord, course: CourseRecord, session: ClientSession): Promise<void> {
    const { percent, done, total } = standingOf(course, new Map());
    const progress = { percent, done, total, outlineRevision: course.outlineRevision };
    await this.enrolments.note(enrolment.id, { progress, resume: null, reset: true }, session);
    await this.completions.withdraw(enrolment.id, session);
    await this.facts.removeOf(enrolment.id, session);
  }

  private async read(
    { id, courseId }: EnrolmentRecord,
    session: ClientSession,
  ): Promise<{ course: CourseRecord; known: FactsByLesson }> {
    const course = await this.courses.find(courseId, session);
    if (course === null) throw noSuchCourse();
    return { course, known: await this.facts.ofEnrolment(id, session) };
  }

  private async remember(
    enrolment: EnrolmentRecord,
    course: CourseRecord,
    { percent, done, total, complete }: CourseStanding,
    session: ClientSession,
    change: { lastActivityAt?: Date; resume?: ResumeRecord },
  ): Promise<Date | null> {
    const completes = complete && enrolment.completedAt === null;
    const completedAt = completes ? this.clock.now() : enrolment.completedAt;
    const progress = { percent, done, total, outlineRevision: course.outlineRevision };
    await this.enrolments.note(
      enrolment.id,
      { progress, ...change, ...(completes && completedAt !== null ? { completedAt } : {}) },
      session,
    );
    if (completes) await this.completions.add(enrolment.id, session);
    return completedAt;
  }

  private async takeOrNull(id: string, session: ClientSession): Promise<EnrolmentRecord | null> {
    try {
      return await this.enrolments.take(id, session);
    } catch (error) {
      if (error instanceof AppError && error.code === 'ENROLMENT_REQUIRED') return null;
      throw error;
    }
  }
}
