import type {
  BulkChange,
  DecideRequest,
  EnrolPeopleRequest,
  EnrolPeopleResult,
  SetExpiryRequest,
} from '@classy-book/contracts/course-people';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { EnrolmentChanged } from '../../common/events/learning-events.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import type { Account } from '../../security/users/users.service.js';
import { CoursesPort, type CourseRecord } from '../courses/courses.port.js';
import { AdmissionsService } from './admissions.service.js';
import { requireOpenCourse } from './course-doors.js';
import { EnrolmentNewsService } from './enrolment-news.service.js';
import { statusAt } from './enrolment.mapper.js';
import { EnrolmentRepository, type StandingChange } from './enrolment.repository.js';
import type { EnrolmentDocument } from './enrolment.schema.js';
import { inLanes } from './lanes.js';

interface Step {
  readonly change: EnrolmentChanged['change'];
  /** What it writes; null where there is nothing to change. */
  decide(enrolment: EnrolmentDocument): StandingChange | null;
}

/** What teachers change of the standing of people, one or many at once. */
@Injectable()
export class PeopleChangesService {
  constructor(
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentRepository,
    private readonly admissions: AdmissionsService,
    private readonly users: UserDirectoryService,
    private readonly news: EnrolmentNewsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Enrols people who have an account. Says of each address what became of it.
   * @throws AppError NOT_FOUND, CONFLICT for an archived course, VALIDATION_FAILED for an end in the past
   */
  async enrol(courseId: string, request: EnrolPeopleRequest, caller: Caller): Promise<EnrolPeopleResult[]> {
    const course = await this.courses.requireTaught(courseId, caller.principal);
    requireOpenCourse(course);
    const expiresAt = this.endFrom(request.expiresAt);
    const accounts = await this.users.findByEmails(request.emails);
    const byEmail = new Map(accounts.filter(({ isActive }) => isActive).map((account) => [account.email, account]));
    return await inLanes(request.emails, async (email) => {
      const person = byEmail.get(email);
      return {
        email,
        result: person === undefined ? 'no_account' : await this.enrolOne(course, person, expiresAt, caller),
      };
    });
  }

  /** Answers requests that wait. @throws AppError NOT_FOUND */
  async decide(courseId: string, { ids, decision }: DecideRequest, caller: Caller): Promise<BulkChange> {
    const course = await this.courses.requireTaught(courseId, caller.principal);
    const approved = decision === 'approve';
    if (approved) requireOpenCourse(course);
    const now = this.clock.now();
    const expiresAt = course.accessDays === null ? null : new Date(now.getTime() + course.accessDays * 86_400_000);
    const step: Step = {
      change: approved ? 'approved' : 'rejected',
      decide: ({ status, completedAt }) => {
        if (status !== 'pending') return null;
        if (!approved) return { status: 'rejected' };
        return { status: completedAt === null ? 'active' : 'completed', enrolledAt: now, activeAt: now, expiresAt };
      },
    };
    return await this.changeAll(course, ids, step, caller, (enrolment) => {
      this.news.decided(course, enrolment, approved);
    });
  }

  /**
   * Sets the end of people's access; who had expired is back with a later one.
   * @throws AppError NOT_FOUND, VALIDATION_FAILED for an end in the past
   */
  async setExpiry(courseId: string, request: SetExpiryRequest, caller: Caller): Promise<BulkChange> {
    const course = await this.courses.requireTaught(courseId, caller.principal);
    const expiresAt = this.endFrom(request.expiresAt) ?? null;
    const step: Step = {
      change: 'extended',
      decide: ({ status, completedAt, expiresAt: current }) => {
        if (!['active', 'completed', 'expired'].includes(status)) return null;
        const isSame = current?.getTime() === expiresAt?.getTime();
        if (isSame && status !== 'expired') return null;
        return { expiresAt, status: completedAt === null ? 'active' : 'completed' };
      },
    };
    return await this.changeAll(course, request.ids, step, caller);
  }

  /** Takes people out; they do not come back by themselves, and what they did is kept. @throws AppError NOT_FOUND */
  async remove(courseId: string, ids: readonly string[], caller: Caller): Promise<BulkChange> {
    const course = await this.courses.requireTaught(courseId, caller.principal);
    const step: Step = {
      change: 'removed',
      decide: ({ status, removedBy }) =>
        status === 'removed' && removedBy === 'teacher' ? null : { status: 'removed', removedBy: 'teacher' },
    };
    return await this.changeAll(course, ids, step, caller);
  }

  private async enrolOne(
    course: CourseRecord,
    person: Account,
    expiresAt: Date | null | undefined,
    caller: Caller,
  ): Promise<EnrolPeopleResult['result']> {
    if (course.teacherIds.includes(person.id)) return 'teaches';
    const source = caller.principal.permissions.includes('courses:manage') ? 'admin' : 'invite';
    const { enrolment, change } = await this.admissions.admit(course, person, {
      source,
      status: 'active',
      ...(expiresAt === undefined ? {} : { expiresAt }),
    });
    if (change === null) return 'already';
    await this.admissions.tell(course, enrolment, 'enrolled', caller);
    return 'enrolled';
  }

  private async changeAll(
    course: CourseRecord,
    ids: readonly string[],
    step: Step,
    caller: Caller,
    then?: (enrolment: EnrolmentDocument) => void,
  ): Promise<BulkChange> {
    const found = (await this.enrolments.findMany(ids)).filter(({ courseId }) => courseId === course.id);
    const done = await inLanes(found, async (enrolment) => {
      const write = step.decide(enrolment);
      // what is not as it was read any more was changed by somebody else: it is left to them
      const changed = write === null ? null : await this.enrolments.change(enrolment, write);
      if (changed === null) return false;
      const now = this.clock.now();
      const more = { before: factsOf(enrolment, now), after: factsOf(changed, now) };
      await this.admissions.tell(course, changed, step.change, caller, more);
      then?.(changed);
      return true;
    });
    const changed = done.filter(Boolean).length;
    return { changed, unchanged: ids.length - changed };
  }

  private endFrom(moment: string | null | undefined): Date | null | undefined {
    if (moment === null || moment === undefined) return moment;
    const end = new Date(moment);
    if (end > this.clock.now()) return end;
    throw new AppError('VALIDATION_FAILED', 'Some fields are not as they should be.', {
      details: [{ path: 'expiresAt', message: 'must be in the future' }],
    });
  }
}

function factsOf(enrolment: EnrolmentDocument, now: Date): { status: string; expiresAt: string | null } {
  return { status: statusAt(enrolment, now), expiresAt: enrolment.expiresAt?.toISOString() ?? null };
}
