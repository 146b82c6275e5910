import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../common/events/event-bus.js';
import { AccountExportService } from '../../security/accounts/account-export.service.js';
import { CoursesPort } from '../courses/courses.port.js';
import { gradedItems, GradesPort } from '../grades/grades.port.js';
import { QuizAllowanceRepository } from './quiz-allowance.repository.js';
import { QuizAttemptRepository } from './quiz-attempt.repository.js';

const MAX_EXPORTED = 2_000;

/** Attempts belong to a person: they are in the file with everything that is kept of them, and go with the account. */
@Injectable()
export class AttemptsOfPeopleService implements OnModuleInit {
  constructor(
    private readonly attempts: QuizAttemptRepository,
    private readonly allowances: QuizAllowanceRepository,
    private readonly grades: GradesPort,
    private readonly courses: CoursesPort,
    private readonly exports: AccountExportService,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.exports.contribute('quizAttempts', async ({ userId }) => await this.collect(userId));
    for (const event of ['account.changed', 'account.administered'] as const) {
      this.events.observe(event, async ({ change, userId }) => {
        if (change === 'deleted') await this.forget(userId);
      });
    }
  }

  private async collect(userId: string): Promise<unknown> {
    const own = await this.attempts.ofPerson(userId, MAX_EXPORTED);
    const courses = await this.courses.findMany([...new Set(own.map(({ courseId }) => courseId.toHexString()))]);
    const titles = new Map(courses.map(({ id, title }) => [id, title]));
    const quizzes = new Map(courses.flatMap(gradedItems).map(({ quizId, title }) => [quizId, title]));
    return own.map(
      ({ courseId, quizId, number, state, startedAt, submittedAt, closedByDeadline, points, maxPoints, percent }) => ({
        ...{ courseId: courseId.toHexString(), course: titles.get(courseId.toHexString()) ?? null },
        ...{ quizId: quizId.toHexString(), quiz: quizzes.get(quizId.toHexString()) ?? null },
        ...{ number, state, startedAt, submittedAt, closedByDeadline, points, maxPoints, percent },
      }),
    );
  }

  // grades last: an attempt that is closed meanwhile writes one, and none can be closed once it is gone
  private async forget(userId: string): Promise<void> {
    await Promise.all([this.attempts.removeAllOf(userId), this.allowances.removeAllOf(userId)]);
    await this.grades.removeAllOf(userId);
  }
}
