import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/events/event-bus.js';
import type { EventFacts } from '../../common/events/identity-events.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { fullNameOf } from '../../common/text/full-name.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import type { CourseRecord } from '../courses/courses.port.js';
import { EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { GradingNewsService } from './grading-news.service.js';

/** A learner as a grading teacher sees them. */
export interface GradedPerson {
  readonly enrolmentId: string;
  readonly courseId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

/** What a teacher changed of a learner's grade. */
export interface GradeChange {
  readonly change: 'graded' | 'returned' | 'allowance_changed';
  readonly item: { readonly blockId: string; readonly title: string };
  readonly before: EventFacts;
  readonly after: EventFacts;
}

/** Who is graded: their names, and what is put on record and told when a teacher graded them. */
@Injectable()
export class GradedPeopleService {
  constructor(
    private readonly enrolments: EnrolmentsPort,
    private readonly users: UserDirectoryService,
    private readonly events: EventBus,
    private readonly news: GradingNewsService,
  ) {}

  /** @throws AppError NOT_FOUND where the enrolment is none of this course */
  async requireLearner(enrolmentId: string, courseId: string): Promise<GradedPerson> {
    const person = (await this.find([enrolmentId])).get(enrolmentId);
    if (person?.courseId !== courseId) throw new AppError('NOT_FOUND', 'There is no such learner in this course.');
    return person;
  }

  /** Learners by their enrolments; those that are gone are left out. */
  async find(enrolmentIds: readonly string[]): Promise<ReadonlyMap<string, GradedPerson>> {
    const enrolments = await this.enrolments.findMany([...new Set(enrolmentIds)]);
    const accounts = await this.users.findByIds(enrolments.map(({ userId }) => userId));
    return new Map(
      enrolments.map(({ id, courseId, userId }) => {
        const account = accounts.get(userId);
        const name = account === undefined ? '' : fullNameOf(account.profile);
        return [id, { enrolmentId: id, courseId, userId, name, email: account?.email ?? '' }];
      }),
    );
  }

  /** Puts a change on record. */
  async record(course: CourseRecord, person: GradedPerson, change: GradeChange, caller: Caller): Promise<void> {
    await this.events.publish('grade.changed', {
      change: change.change,
      courseId: course.id,
      course: course.title,
      userId: person.userId,
      email: person.email,
      blockId: change.item.blockId,
      item: change.item.title,
      before: change.before,
      after: change.after,
      actor: caller.actor,
      origin: caller.origin,
    });
  }

  /**
   * Tells a learner that their work was graded or returned.
   * @param mark names the work and how often it was graded
   */
  tell(course: CourseRecord, person: GradedPerson, place: { lessonId: string; blockId: string }, mark: string): void {
    this.news.workGraded(course, { userId: person.userId, ...place }, mark);
  }
}
