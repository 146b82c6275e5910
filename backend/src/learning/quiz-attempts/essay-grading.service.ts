import type { EssayWork, GradeEssaysRequest } from '@classy-book/contracts/gradebook';
import type { QuizDraft } from '@classy-book/contracts/quizzes';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { DatabaseService } from '../../database/database.service.js';
import { type CourseRecord, CoursesPort } from '../courses/courses.port.js';
import { type GradedPerson, GradedPeopleService } from '../grades/graded-people.service.js';
import { keyOf } from './answer-keys.js';
import { essayOf, gradedEssays, markOf, outcomeOf } from './attempt-marks.js';
import { AttemptResultsService } from './attempt-results.service.js';
import { hundredths } from './attempt-rules.js';
import { QuizAttemptRepository } from './quiz-attempt.repository.js';
import type { EssayMark, QuizAttemptDocument } from './quiz-attempt.schema.js';
import { QuizContentsService } from './quiz-contents.service.js';

interface Work {
  readonly course: CourseRecord;
  readonly attempt: QuizAttemptDocument;
  readonly content: QuizDraft;
  readonly person: GradedPerson;
}

/** Essays, as the teachers of a course grade them. */
@Injectable()
export class EssayGradingService {
  constructor(
    private readonly database: DatabaseService,
    private readonly courses: CoursesPort,
    private readonly people: GradedPeopleService,
    private readonly attempts: QuizAttemptRepository,
    private readonly contents: QuizContentsService,
    private readonly results: AttemptResultsService,
  ) {}

  /** @throws AppError NOT_FOUND where the caller does not teach the course, or the attempt is none of it or not handed in */
  async get(courseId: string, attemptId: string, caller: Caller): Promise<EssayWork> {
    return toWork(await this.require(courseId, attemptId, caller));
  }

  /**
   * Grades essays of an attempt, which is graded when all of them are.
   * @throws AppError NOT_FOUND as `get`, STALE where somebody else graded meanwhile, VALIDATION_FAILED for points beyond
   *   those of the question, or a question that is no essay of the attempt
   */
  async grade(
    courseId: string,
    attemptId: string,
    { version, essays }: GradeEssaysRequest,
    caller: Caller,
  ): Promise<EssayWork> {
    const work = await this.require(courseId, attemptId, caller);
    const { course, attempt, content, person } = work;
    const marks: Record<string, EssayMark> = { ...attempt.essays };
    const known = new Map(gradedEssays(content, attempt).map((question) => [question.id, question]));
    for (const [index, { questionId, points, comment }] of essays.entries()) {
      const question = known.get(questionId);
      if (question === undefined)
        throw refused(index, 'questionId', 'must be an essay that was written in this attempt');
      if (points > question.points) throw refused(index, 'points', `must be at most ${String(question.points)}`);
      marks[keyOf(questionId)] = { points: hundredths(points), comment };
    }
    const outcome = outcomeOf(content, { ...attempt, essays: marks });
    const done = await this.database.transaction(async (session) => {
      const taken = await this.results.take(attempt, session);
      if (!(await this.attempts.mark(attempt._id, version, marks, outcome, session))) return false;
      if (taken) await this.results.record(attempt, false, session);
      return true;
    });
    if (!done) throw stale();
    await this.results.settle(attempt);
    const item = { blockId: attempt.blockId ?? '', title: content.title };
    const facts = { before: { percent: attempt.percent }, after: { percent: outcome.percent } };
    await this.people.record(course, person, { change: 'graded', item, ...facts }, caller);
    if (outcome.state === 'graded' && attempt.lessonId !== null && attempt.blockId !== null) {
      const place = { lessonId: attempt.lessonId.toHexString(), blockId: attempt.blockId };
      this.people.tell(course, person, place, `${attemptId}:${String(version + 1)}`);
    }
    return toWork({ ...work, attempt: { ...attempt, ...outcome, essays: marks, version: version + 1 } });
  }

  private async require(courseId: string, attemptId: string, caller: Caller): Promise<Work> {
    const course = await this.courses.requireTaught(courseId, caller.principal);
    const attempt = await this.attempts.find(attemptId);
    if (attempt === null || attempt.preview || attempt.state === 'in_progress') throw missing();
    if (attempt.courseId.toHexString() !== course.id) throw missing();
    const content = await this.contents.of(attempt);
    const person = await this.people.requireLearner(attempt.takerId.toHexString(), course.id);
    return { course, attempt, content, person };
  }
}

function toWork({ attempt, content, person }: Work): EssayWork {
  return {
    id: attempt._id.toHexString(),
    title: content.title,
    name: person.name,
    version: attempt.version,
    state: attempt.state,
    submittedAt: attempt.submittedAt?.toISOString() ?? null,
    closedByDeadline: attempt.closedByDeadline,
    points: attempt.points,
    maxPoints: attempt.maxPoints,
    essays: gradedEssays(content, attempt).map((question) => ({
      questionId: question.id,
      html: question.html,
      answer: essayOf(attempt, question),
      maxPoints: question.points,
      points: markOf(question, attempt)?.points ?? null,
      comment: markOf(question, attempt)?.comment ?? '',
    })),
  };
}

function refused(index: number, field: string, message: string): AppError {
  return new AppError('VALIDATION_FAILED', 'Some fields are not as they should be.', {
    details: [{ path: `essays.${String(index)}.${field}`, message }],
  });
}

function stale(): AppError {
  return new AppError('STALE', 'Somebody else graded this meanwhile. Look at it again before you save.');
}

function missing(): AppError {
  return new AppError('NOT_FOUND', 'There is no such attempt in this course.');
}
