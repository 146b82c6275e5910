import type { QuizAttempt, QuizIntro } from '@classy-book/contracts/quiz-attempts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Principal } from '../../common/http/request-context.js';
import { AppError } from '../../common/response/app-error.js';
import { type OpenLesson, ProgressPort } from '../progress/progress.port.js';
import type { PublishedQuiz } from '../quizzes/quizzes.port.js';
import { outcomeOf } from './attempt-marks.js';
import { attemptsLeft, closedReason, standingOf } from './attempt-rules.js';
import { AttemptStartsService } from './attempt-starts.service.js';
import { NO_ALLOWANCE, QuizAllowanceRepository } from './quiz-allowance.repository.js';
import { toQuizAttempt } from './quiz-attempt.mapper.js';
import { QuizContentsService } from './quiz-contents.service.js';
import { StartLine } from './start-line.js';

/** A start is a handful of commands, and the pool has 40 connections for everybody. */
const STARTS_AT_ONCE = 12;

/** A quiz in a lesson: who asks by the address of its block. */
export interface QuizAddress {
  readonly course: string;
  readonly lessonId: string;
  readonly blockId: string;
}

/** What stands before an attempt: the rules, and its start. For learners of the course, and for its teachers as a preview. */
@Injectable()
export class QuizIntroService {
  private readonly line = new StartLine(STARTS_AT_ONCE);

  constructor(
    private readonly progress: ProgressPort,
    private readonly contents: QuizContentsService,
    private readonly starts: AttemptStartsService,
    private readonly allowances: QuizAllowanceRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The rules of a quiz, and the caller's attempts.
   * @throws AppError NOT_FOUND, ENROLMENT_REQUIRED, LESSON_LOCKED
   */
  async intro(address: QuizAddress, principal: Principal): Promise<QuizIntro> {
    const { open, quiz } = await this.find(address, principal);
    const takerId = open.enrolment?.id ?? principal.userId;
    const [heads, allowance] = await Promise.all([
      this.starts.headsOf(takerId, quiz.id),
      open.enrolment === null ? NO_ALLOWANCE : this.allowances.find(takerId, quiz.id),
    ]);
    const { content } = quiz;
    const left = open.enrolment === null ? null : attemptsLeft(content.maxAttempts, allowance, heads.length);
    const handedIn = heads.filter(({ state }) => state !== 'in_progress');
    const { percent } = standingOf(content.scoreRule, handedIn);
    const { title, instructions, timeLimit, maxAttempts, scoreRule, passPercent, feedback, opensAt, closesAt } =
      content;
    return {
      quizId: quiz.id,
      ...{ title, instructions, timeLimit, maxAttempts, scoreRule, passPercent, feedback, opensAt, closesAt },
      questions: content.questions.filter(({ type }) => type !== 'description').length,
      points: outcomeOf(content, { answers: {}, essays: {} }).maxPoints,
      attemptsLeft: left,
      extraTime: allowance.extraTime,
      closedReason: open.enrolment === null ? null : closedReason(content, left, this.clock.now()),
      grade: percent === null ? null : { percent, passed: percent >= passPercent },
      attempts: heads.map((head) => ({
        id: head._id.toHexString(),
        number: head.number,
        state: head.state,
        startedAt: head.startedAt.toISOString(),
        deadlineAt: head.deadlineAt?.toISOString() ?? null,
        submittedAt: head.submittedAt?.toISOString() ?? null,
        percent: head.percent,
      })),
    };
  }

  /**
   * Starts an attempt, or answers the one in progress.
   * @throws AppError NOT_FOUND, ENROLMENT_REQUIRED, LESSON_LOCKED, ATTEMPT_CLOSED, NO_ATTEMPTS_LEFT
   */
  async start(address: QuizAddress, principal: Principal): Promise<QuizAttempt> {
    return await this.line.run(async () => await this.startNow(address, principal));
  }

  private async startNow(address: QuizAddress, principal: Principal): Promise<QuizAttempt> {
    const { open, quiz } = await this.find(address, principal);
    const { enrolment } = open;
    const [snapshotId, allowance] = await Promise.all([
      this.contents.keep(quiz),
      enrolment === null ? NO_ALLOWANCE : this.allowances.find(enrolment.id, quiz.id),
    ]);
    const attempt = await this.starts.begin({
      takerId: enrolment?.id ?? principal.userId,
      userId: principal.userId,
      preview: enrolment === null,
      courseId: open.course.id,
      quizId: quiz.id,
      lessonId: open.lesson.id,
      blockId: address.blockId,
      snapshotId,
      content: quiz.content,
      allowance,
    });
    return toQuizAttempt(
      attempt,
      await this.contents.of(attempt),
      quiz.content,
      open.course.language,
      this.clock.now(),
    );
  }

  private async find(
    { course, lessonId, blockId }: QuizAddress,
    principal: Principal,
  ): Promise<{ open: OpenLesson; quiz: PublishedQuiz }> {
    const open = await this.progress.requireOpen(course, lessonId, principal);
    const quizId = open.lesson.published.graded.find(
      (item) => item.kind === 'quiz' && item.blockId === blockId,
    )?.quizId;
    if (quizId === undefined || quizId === null)
      throw new AppError('NOT_FOUND', 'There is no such quiz in this lesson.');
    return { open, quiz: await this.contents.inForce(quizId, open.course.id) };
  }
}
