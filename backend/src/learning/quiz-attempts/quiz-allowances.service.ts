import type { QuizAllowance } from '@classy-book/contracts/quiz-attempts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { CoursesPort } from '../courses/courses.port.js';
import { GradedPeopleService } from '../grades/graded-people.service.js';
import { gradedItems } from '../grades/grades.port.js';
import { closingOf, deadlineOf } from './attempt-rules.js';
import { QuizAllowanceRepository } from './quiz-allowance.repository.js';
import { QuizAttemptRepository } from './quiz-attempt.repository.js';
import { QuizContentsService } from './quiz-contents.service.js';

/** Whose allowance, and in which quiz. */
export interface AllowancePlace {
  readonly courseId: string;
  readonly quizId: string;
  readonly enrolmentId: string;
}

/** What teachers allow single learners beyond the rules of a quiz. */
@Injectable()
export class QuizAllowancesService {
  constructor(
    private readonly courses: CoursesPort,
    private readonly people: GradedPeopleService,
    private readonly allowances: QuizAllowanceRepository,
    private readonly attempts: QuizAttemptRepository,
    private readonly contents: QuizContentsService,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError NOT_FOUND where the caller does not teach the course, or course, quiz and learner do not belong together */
  async get(place: AllowancePlace, caller: Caller): Promise<QuizAllowance> {
    await this.courses.requireTaught(place.courseId, caller.principal);
    await this.people.requireLearner(place.enrolmentId, place.courseId);
    return await this.allowances.find(place.enrolmentId, place.quizId);
  }

  /**
   * Allows a learner more. A running attempt gets its new deadline at once.
   * @throws AppError NOT_FOUND as `get`
   */
  async put(place: AllowancePlace, allowance: QuizAllowance, caller: Caller): Promise<QuizAllowance> {
    const { courseId, quizId, enrolmentId } = place;
    const course = await this.courses.requireTaught(courseId, caller.principal);
    const item = gradedItems(course).find((one) => one.quizId === quizId);
    if (item === undefined) throw new AppError('NOT_FOUND', 'There is no such quiz among the published lessons.');
    const learner = await this.people.requireLearner(enrolmentId, courseId);
    const { userId } = learner;
    const key = { enrolmentId, userId, courseId, quizId };
    const before = await this.allowances.put(key, allowance, this.clock.now());
    await this.moveDeadline(place, allowance);
    const change = { change: 'allowance_changed', item, before: { ...before }, after: { ...allowance } } as const;
    await this.people.record(course, learner, change, caller);
    return allowance;
  }

  private async moveDeadline({ enrolmentId, quizId }: AllowancePlace, { extraTime }: QuizAllowance): Promise<void> {
    const heads = await this.attempts.headsOf(enrolmentId, quizId);
    for (const head of heads.filter(({ state }) => state === 'in_progress')) {
      const deadlineAt = deadlineOf(head.startedAt, await this.contents.of(head), extraTime);
      await this.attempts.setDeadline(head._id, deadlineAt, closingOf(deadlineAt));
    }
  }
}
