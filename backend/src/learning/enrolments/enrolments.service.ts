import type { EnrolmentSource, EnrolmentStatus } from '@classy-book/contracts/enrolments';
import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { NO_ORIGIN } from '../../common/events/actor.js';
import { AppError } from '../../common/response/app-error.js';
import { Page } from '../../common/response/page.js';
import { UsersService } from '../../security/users/users.service.js';
import { CoursesPort } from '../courses/courses.port.js';
import { AdmissionsService } from './admissions.service.js';
import { READING, statusAt, toLearner, toRecord } from './enrolment.mapper.js';
import { EnrolmentRepository, type ProgressWrite } from './enrolment.repository.js';
import type { EnrolmentDocument } from './enrolment.schema.js';
import {
  type EnrolmentFigure,
  type EnrolmentProgressChange,
  type EnrolmentRecord,
  EnrolmentsPort,
  type LearnerRecord,
  type LearnersQuery,
  mayRead,
  weekOf,
} from './enrolments.port.js';
import { PeopleRepository } from './people.repository.js';
import { placeOf, riskOf, toLearnersQuery } from './people-query.js';

const SENTENCES: Readonly<Record<Exclude<EnrolmentStatus, 'active' | 'completed'>, string>> = {
  pending: 'A teacher has not answered your request yet. You will be told as soon as that happens.',
  rejected: 'Your request to join this course was declined. Ask its teachers if you think that is a mistake.',
  expired: 'Your access to this course has ended. Ask its teachers if you need more time.',
  refunded: 'Your payment for this course was given back, so it is closed to you.',
  removed: 'You are not in this course any more. Enrol again, or ask its teachers for an invitation.',
};

const MOST_FIGURES = 50_000;
const MOST_WEEKS = 60;

/** Enrolments as the other features of learning know them. */
@Injectable()
export class EnrolmentsService extends EnrolmentsPort {
  constructor(
    private readonly enrolments: EnrolmentRepository,
    private readonly people: PeopleRepository,
    private readonly admissions: AdmissionsService,
    private readonly courses: CoursesPort,
    private readonly users: UsersService,
    private readonly clock: Clock,
  ) {
    super();
  }

  async find(courseId: string, userId: string, session?: ClientSession): Promise<EnrolmentRecord | null> {
    return this.toRecordOrNull(await this.enrolments.find(courseId, userId, session));
  }

  async findById(id: string, session?: ClientSession): Promise<EnrolmentRecord | null> {
    return this.toRecordOrNull(await this.enrolments.findById(id, session));
  }

  async findMany(ids: readonly string[]): Promise<EnrolmentRecord[]> {
    return this.toRecords(ids.length === 0 ? [] : await this.enrolments.findMany(ids));
  }

  async ofUser(userId: string): Promise<EnrolmentRecord[]> {
    return this.toRecords(await this.enrolments.ofUser(userId));
  }

  async requireReader(courseId: string, userId: string): Promise<EnrolmentRecord> {
    return required(await this.find(courseId, userId));
  }

  async take(id: string, session: ClientSession): Promise<EnrolmentRecord> {
    return required(this.toRecordOrNull(await this.enrolments.take(id, session)));
  }

  async note(id: string, change: EnrolmentProgressChange, session: ClientSession): Promise<void> {
    const found = await this.enrolments.findById(id, session);
    if (found !== null) await this.enrolments.writeProgress(id, progressWrite(found, change), session);
  }

  async countLearners(courseIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return await this.enrolments.countByCourse(courseIds, READING);
  }

  async learners(courseId: string, query: LearnersQuery): Promise<Page<LearnerRecord>> {
    const now = this.clock.now();
    const found = await this.people.page(toLearnersQuery(courseId, query, now), query.limit + 1);
    const { items, pagination } = Page.from(found, query.limit, (one) => placeOf(one, query.sort));
    return new Page(
      items.map((one) => toLearner(one, now)),
      pagination,
    );
  }

  async figures(courseId: string): Promise<EnrolmentFigure[]> {
    const now = this.clock.now();
    return (await this.enrolments.figures(courseId, MOST_FIGURES)).map((found) => ({
      status: statusAt(found, now),
      risk: riskOf(found, now),
      enrolledAt: found.enrolledAt,
      completedAt: found.completedAt,
      percent: found.progress.percent,
      // an enrolment that was made before there were any has none
      weeks: (found as Partial<typeof found>).weeks ?? [],
    }));
  }

  async outdated(courseId: string, outlineRevision: number, limit: number): Promise<EnrolmentRecord[]> {
    return this.toRecords(await this.enrolments.outdated(courseId, outlineRevision, limit)).filter(mayRead);
  }

  async takeForCertificate(now: Date, until: Date): Promise<EnrolmentRecord | null> {
    return this.toRecordOrNull(await this.enrolments.takeForCertificate(now, until));
  }

  async lookForCertificate(id: string, at: Date | null): Promise<void> {
    await this.enrolments.lookForCertificate(id, at);
  }

  async enrol(
    courseId: string,
    userId: string,
    source: EnrolmentSource,
  ): Promise<{ enrolment: EnrolmentRecord; changed: boolean }> {
    const [course, person] = await Promise.all([this.courses.find(courseId), this.users.findById(userId)]);
    if (course === null || person === null) throw new AppError('NOT_FOUND', 'There is no such course or account.');
    const { enrolment, change } = await this.admissions.admit(course, person, { source, status: 'active' });
    if (change !== null) {
      await this.admissions.tell(course, enrolment, 'enrolled', { actor: { kind: 'system' }, origin: NO_ORIGIN });
    }
    return { enrolment: toRecord(enrolment, this.clock.now()), changed: change !== null };
  }

  private toRecordOrNull(enrolment: EnrolmentDocument | null): EnrolmentRecord | null {
    return enrolment === null ? null : toRecord(enrolment, this.clock.now());
  }

  private toRecords(enrolments: readonly EnrolmentDocument[]): EnrolmentRecord[] {
    const now = this.clock.now();
    return enrolments.map((enrolment) => toRecord(enrolment, now));
  }
}

function required(enrolment: EnrolmentRecord | null): EnrolmentRecord {
  if (enrolment === null) throw new AppError('ENROLMENT_REQUIRED', 'Enrol in this course to read it.');
  const { status } = enrolment;
  if (status === 'active' || status === 'completed') return enrolment;
  throw new AppError('ENROLMENT_REQUIRED', SENTENCES[status]);
}

// the first completion stays, until a reset undoes it
function progressWrite(found: EnrolmentDocument, change: EnrolmentProgressChange): ProgressWrite {
  const { progress, resume, lastActivityAt, completedAt, grade, reset } = change;
  const write: ProgressWrite = {
    ...(progress === undefined ? {} : { progress }),
    ...(resume === undefined ? {} : { resume }),
    ...(lastActivityAt === undefined
      ? {}
      : { lastActivityAt, activeAt: lastActivityAt, ...weeksWith(found, lastActivityAt) }),
    ...(grade === undefined ? {} : { grade }),
  };
  if (reset === true) {
    write.completedAt = null;
    write.grade = null;
    write.certificateDue = null;
    if (found.status === 'completed') write.status = 'active';
  }
  if (completedAt !== undefined && (reset === true || found.completedAt === null)) {
    write.completedAt = completedAt;
    write.certificateDue = completedAt;
    if (READING_NOW.includes(found.status)) write.status = 'completed';
  }
  return write;
}

// a week is written once, not with every step
function weeksWith(found: EnrolmentDocument, at: Date): Pick<ProgressWrite, 'weeks'> {
  const week = weekOf(at);
  // an enrolment that was made before there were any has none
  const { weeks = [] } = found as Partial<EnrolmentDocument>;
  return weeks.includes(week) ? {} : { weeks: [...weeks, week].slice(-MOST_WEEKS) };
}

const READING_NOW: readonly EnrolmentStatus[] = ['active', 'completed'];
