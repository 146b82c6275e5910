import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../common/events/event-bus.js';
import { AccountExportService } from '../../security/accounts/account-export.service.js';
import { CoursesPort } from '../courses/courses.port.js';
import { gradedItems, GradesPort } from '../grades/grades.port.js';
import { SubmissionRepository } from './submission.repository.js';

const MAX_EXPORTED = 1_000;

/**
 * What was handed in belongs to a person: it is in the file with everything that is kept of them, and goes with the account.
 * The files themselves are theirs as well: performance/file lists and removes those.
 */
@Injectable()
export class SubmissionsOfPeopleService implements OnModuleInit {
  constructor(
    private readonly submissions: SubmissionRepository,
    private readonly grades: GradesPort,
    private readonly courses: CoursesPort,
    private readonly exports: AccountExportService,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.exports.contribute('submissions', async ({ userId }) => await this.collect(userId));
    for (const event of ['account.changed', 'account.administered'] as const) {
      this.events.observe(event, async ({ change, userId }) => {
        if (change === 'deleted') await this.forget(userId);
      });
    }
  }

  private async collect(userId: string): Promise<unknown> {
    const own = await this.submissions.ofPerson(userId, MAX_EXPORTED);
    const courses = await this.courses.findMany([...new Set(own.map(({ courseId }) => courseId.toHexString()))]);
    const titles = new Map(courses.map(({ id, title }) => [id, title]));
    const items = new Map(
      courses.flatMap((course) => gradedItems(course).map(({ blockId, title }) => [`${course.id}:${blockId}`, title])),
    );
    return own.map(({ courseId: of, blockId, state, text, handedIn, savedAt, submittedAt, attempts, ...grade }) => {
      const courseId = of.toHexString();
      const told = state === 'graded' || state === 'returned';
      return {
        ...{ courseId, course: titles.get(courseId) ?? null, assignment: items.get(`${courseId}:${blockId}`) ?? null },
        ...{ state, text, handedIn: handedIn?.text ?? null, savedAt, submittedAt, attempts },
        ...{ points: grade.points, maxPoints: grade.maxPoints },
        ...(told ? { comment: grade.comment, gradedAt: grade.gradedAt } : {}),
      };
    });
  }

  // grades last: work that is graded meanwhile writes one, and none can be graded once it is gone
  private async forget(userId: string): Promise<void> {
    await this.submissions.removeAllOf(userId);
    await this.grades.removeAllOf(userId);
  }
}
