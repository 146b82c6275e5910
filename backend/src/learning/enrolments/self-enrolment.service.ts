import type { EnrolmentStanding, EnrolmentStep } from '@classy-book/contracts/enrolments';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { SessionCaller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { UsersService } from '../../security/users/users.service.js';
import { CoursesPort, type CourseRecord } from '../courses/courses.port.js';
import { AdmissionsService } from './admissions.service.js';
import { EnrolmentNewsService } from './enrolment-news.service.js';
import { statusAt } from './enrolment.mapper.js';
import { EnrolmentRepository } from './enrolment.repository.js';
import type { EnrolmentDocument } from './enrolment.schema.js';
import { refusalOf, stepOf } from './self-enrolment.js';

const LEAVE_TRIES = 5;

/** Learners who enrol and leave by themselves. */
@Injectable()
export class SelfEnrolmentService {
  constructor(
    private readonly enrolments: EnrolmentRepository,
    private readonly admissions: AdmissionsService,
    private readonly courses: CoursesPort,
    private readonly users: UsersService,
    private readonly news: EnrolmentNewsService,
    private readonly clock: Clock,
  ) {}

  /**
   * How the caller stands in a course.
   * @throws AppError NOT_FOUND for a course that is none of theirs and not published either
   */
  async standing(reference: string, { principal }: SessionCaller): Promise<EnrolmentStanding> {
    const course = await this.requireCourse(reference);
    const found = await this.enrolments.find(course.id, principal.userId);
    const teaches = course.teacherIds.includes(principal.userId);
    if (course.state === 'draft' && found === null && !teaches) throw noCourse();
    return this.toStanding(course, found, principal.userId);
  }

  /**
   * Enrols the caller at once, or asks the teachers, as the course has it. Who is in already stays as they are.
   * @throws AppError NOT_FOUND, FORBIDDEN where nobody gets in by themselves, PAYMENT_REQUIRED, CONFLICT for who teaches it
   */
  async enrol(reference: string, caller: SessionCaller): Promise<EnrolmentStanding> {
    const { userId } = caller.principal;
    const course = await this.requireCourse(reference);
    const found = await this.enrolments.find(course.id, userId);
    if (course.state === 'draft' && found === null && !course.teacherIds.includes(userId)) throw noCourse();
    const step = this.stepFor(course, found, userId);
    if (step === 'learn' || step === 'wait') return this.toStanding(course, found, userId);
    if (step !== 'enrol' && step !== 'request') throw refusalOf(step, course, found);
    const person = await this.users.findById(userId);
    if (person === null) throw noCourse();
    const { enrolment, change } = await this.admissions.admit(course, person, {
      ...(step === 'enrol' ? { source: 'free', status: 'active' } : { source: 'approval', status: 'pending' }),
      // leaving and coming back gives no more time
      ...(found?.expiresAt == null ? {} : { expiresAt: found.expiresAt }),
    });
    if (change !== null) {
      await this.admissions.tell(course, enrolment, change === 'requested' ? 'requested' : 'enrolled', caller);
      if (change === 'requested') this.news.requested(course, enrolment);
    }
    return this.toStanding(course, enrolment, userId);
  }

  /** Takes the caller out. What they did is kept, for when they come back. */
  async leave(reference: string, caller: SessionCaller): Promise<EnrolmentStanding> {
    const { userId } = caller.principal;
    const course = await this.requireCourse(reference);
    for (let tried = 0; tried < LEAVE_TRIES; tried += 1) {
      const found = await this.enrolments.find(course.id, userId);
      if (found === null) throw noCourse();
      if (!['pending', 'active', 'completed'].includes(found.status)) return this.toStanding(course, found, userId);
      const left = await this.enrolments.change(found, { status: 'removed', removedBy: 'self' });
      if (left === null) continue;
      const before = { status: found.status };
      await this.admissions.tell(course, left, 'removed', caller, { before, after: { status: 'removed', by: 'self' } });
      return this.toStanding(course, left, userId);
    }
    throw new Error('an enrolment changed under every try to leave');
  }

  private async requireCourse(reference: string): Promise<CourseRecord> {
    const course = await this.courses.find(reference);
    if (course === null) throw noCourse();
    return course;
  }

  private stepFor(course: CourseRecord, found: EnrolmentDocument | null, userId: string): EnrolmentStep {
    const status = found === null ? null : statusAt(found, this.clock.now());
    const mayReturn = found?.removedBy !== 'teacher' && !this.hasEnded(found);
    return stepOf(course, { status, mayReturn, teaches: course.teacherIds.includes(userId) });
  }

  private hasEnded(found: EnrolmentDocument | null): boolean {
    return found !== null && found.expiresAt !== null && found.expiresAt <= this.clock.now();
  }

  private toStanding(course: CourseRecord, found: EnrolmentDocument | null, userId: string): EnrolmentStanding {
    return {
      courseId: course.id,
      slug: course.slug,
      next: this.stepFor(course, found, userId),
      enrolment:
        found === null
          ? null
          : {
              id: found._id.toHexString(),
              status: statusAt(found, this.clock.now()),
              source: found.source,
              enrolledAt: found.enrolledAt.toISOString(),
              expiresAt: found.expiresAt?.toISOString() ?? null,
              completedAt: found.completedAt?.toISOString() ?? null,
              percent: found.progress.percent,
            },
    };
  }
}

function noCourse(): AppError {
  return new AppError('NOT_FOUND', 'There is no such course.');
}
