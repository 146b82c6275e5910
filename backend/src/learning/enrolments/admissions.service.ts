import type { EnrolmentSource } from '@classy-book/contracts/enrolments';
import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import type { Acting } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { EnrolmentChanged } from '../../common/events/learning-events.js';
import { searchKey } from '../../common/text/search-key.js';
import { fullNameOf } from '../../common/text/full-name.js';
import { upsertOrMeet } from '../../database/database-errors.js';
import type { Account } from '../../security/users/users.service.js';
import type { CourseRecord } from '../courses/courses.port.js';
import { READING, statusAt } from './enrolment.mapper.js';
import { EnrolmentRepository, type NewEnrolment, type StandingChange } from './enrolment.repository.js';
import type { EnrolmentDocument } from './enrolment.schema.js';

const DAY_MS = 86_400_000;
const TRIES = 5;

/** How somebody gets in. */
export interface Admission {
  readonly source: EnrolmentSource;
  /** `pending`: a teacher has to agree. */
  readonly status: 'active' | 'pending';
  /** The end of the access; where it is left out, what the course says. */
  readonly expiresAt?: Date | null;
  readonly importId?: string;
}

/** What an admission came to. `change` is null where nothing changed. */
export interface Admitted {
  readonly enrolment: EnrolmentDocument;
  readonly change: 'enrolled' | 'back' | 'requested' | null;
}

type Names = Pick<EnrolmentDocument, 'name' | 'email' | 'nameKey' | 'lastNameKey'>;

/** What an enrolment keeps of a person. */
export function namesOf({ email, profile }: Pick<Account, 'email' | 'profile'>): Names {
  const name = fullNameOf(profile);
  return { name, email, nameKey: searchKey(name), lastNameKey: searchKey(profile.lastName) };
}

/** Lets people into courses: the one place where enrolments are made and come back. */
@Injectable()
export class AdmissionsService {
  constructor(
    private readonly enrolments: EnrolmentRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Enrols somebody. Who reads the course already stays as they are, whoever asks and how often; who waits, was removed or
   * had expired comes back with what they had done. Tells nobody: call `tell` when all is written.
   */
  async admit(
    course: Pick<CourseRecord, 'id' | 'accessDays'>,
    person: Account,
    admission: Admission,
    session?: ClientSession,
  ): Promise<Admitted> {
    const step = async (): Promise<Admitted> => await this.tryAdmit(course, person, admission, session);
    // a duplicate key ends a transaction: there, whoever began it begins again
    return session === undefined ? await upsertOrMeet(step) : await step();
  }

  /** What a new enrolment would be, for those that are written many at a time. */
  draft(course: Pick<CourseRecord, 'id' | 'accessDays'>, person: Account, admission: Admission): NewEnrolment {
    const now = this.clock.now();
    return {
      courseId: course.id,
      userId: person.id,
      status: admission.status,
      source: admission.source,
      ...namesOf(person),
      enrolledAt: now,
      activeAt: now,
      expiresAt: this.endOf(course, admission, now),
      completedAt: null,
      lastActivityAt: null,
      resume: null,
      progress: { percent: 0, done: 0, total: 0, outlineRevision: 0 },
      grade: null,
      weeks: [],
      removedBy: null,
      importId: admission.importId ?? null,
    };
  }

  /** Puts a change of a standing on record. */
  async tell(
    course: Pick<CourseRecord, 'id' | 'title'>,
    { _id, userId, email, source }: Pick<EnrolmentDocument, '_id' | 'userId' | 'email' | 'source'>,
    change: EnrolmentChanged['change'],
    { actor, origin }: Acting,
    more: Pick<EnrolmentChanged, 'before' | 'after'> = {},
  ): Promise<void> {
    await this.events.publish('enrolment.changed', {
      change,
      enrolmentId: _id.toHexString(),
      ...{ userId, email, courseId: course.id, course: course.title },
      facts: { source },
      ...more,
      actor,
      origin,
    });
  }

  private async tryAdmit(
    course: Pick<CourseRecord, 'id' | 'accessDays'>,
    person: Account,
    admission: Admission,
    session?: ClientSession,
  ): Promise<Admitted> {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const found = await this.enrolments.find(course.id, person.id, session);
      if (found === null) {
        const enrolment = await this.enrolments.insert(this.draft(course, person, admission), session);
        return { enrolment, change: admission.status === 'pending' ? 'requested' : 'enrolled' };
      }
      const now = this.clock.now();
      const waits = admission.status === 'pending' && found.status === 'pending';
      if (waits || READING.includes(statusAt(found, now))) return { enrolment: found, change: null };
      const enrolment = await this.enrolments.change(found, this.returning(course, person, admission, found), session);
      if (enrolment !== null) return { enrolment, change: admission.status === 'pending' ? 'requested' : 'back' };
    }
    throw new Error('an enrolment changed under every try to change it');
  }

  private returning(
    course: Pick<CourseRecord, 'accessDays'>,
    person: Account,
    admission: Admission,
    found: EnrolmentDocument,
  ): StandingChange {
    const now = this.clock.now();
    const wasIn = !['pending', 'rejected'].includes(found.status);
    const status = admission.status === 'active' && found.completedAt !== null ? 'completed' : admission.status;
    return {
      status,
      source: admission.source,
      ...namesOf(person),
      ...(wasIn ? {} : { enrolledAt: now }),
      activeAt: now,
      expiresAt: this.endOf(course, admission, now),
      removedBy: null,
      ...(admission.importId === undefined ? {} : { importId: admission.importId }),
    };
  }

  private endOf({ accessDays }: Pick<CourseRecord, 'accessDays'>, { expiresAt }: Admission, now: Date): Date | null {
    if (expiresAt !== undefined) return expiresAt;
    return accessDays === null ? null : new Date(now.getTime() + accessDays * DAY_MS);
  }
}
