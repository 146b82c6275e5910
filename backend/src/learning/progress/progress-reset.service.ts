import type { ProgressReset } from '@classy-book/contracts/learn';
import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/events/event-bus.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { DatabaseService } from '../../database/database.service.js';
import { UsersService } from '../../security/users/users.service.js';
import { LearnerProgressService } from './learner-progress.service.js';
import type { Person } from './lesson-access.service.js';
import { ProgressPartsService } from './progress-parts.service.js';
import { ProgressRecordsService } from './progress-records.service.js';

/**
 * Lets one learner begin anew. What was done, attempts, work and grades go in one transaction; the enrolment, the
 * learner's notes, and a certificate that was issued, stay: revoking one is an act of its own, with a reason.
 */
@Injectable()
export class ProgressResetService {
  constructor(
    private readonly learners: LearnerProgressService,
    private readonly parts: ProgressPartsService,
    private readonly records: ProgressRecordsService,
    private readonly users: UsersService,
    private readonly database: DatabaseService,
    private readonly events: EventBus,
  ) {}

  /** What a reset would remove. @throws AppError NOT_FOUND where the caller does not teach this learner */
  async preview(courseId: string, enrolmentId: string, teacher: Person): Promise<ProgressReset> {
    await this.learners.requireLearner(courseId, enrolmentId, teacher);
    return { parts: await this.parts.count(enrolmentId) };
  }

  /** Removes it, and says what. @throws AppError as `preview` */
  async reset(courseId: string, enrolmentId: string, { principal, actor, origin }: Caller): Promise<ProgressReset> {
    const { course, enrolment } = await this.learners.requireLearner(courseId, enrolmentId, principal);
    const parts = await this.parts.count(enrolmentId);
    const left = await this.database.transaction(async (session) => {
      await this.records.undo(enrolment, course, session);
      return await this.parts.remove(enrolmentId, session);
    });
    for (const after of left) after();
    const person = await this.users.findById(enrolment.userId);
    await this.events.publish('enrolment.changed', {
      change: 'progress_reset',
      ...{ courseId, course: course.title, enrolmentId, userId: enrolment.userId, email: person?.email ?? '' },
      facts: Object.fromEntries(parts.map(({ name, count }) => [name, count])),
      ...{ actor, origin },
    });
    return { parts };
  }
}
