import type { QuizAttempt, SaveAnswerRequest, SavedAnswer } from '@classy-book/contracts/quiz-attempts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Principal } from '../../common/http/request-context.js';
import { AppError } from '../../common/response/app-error.js';
import { CoursesPort } from '../courses/courses.port.js';
import { ProgressPort } from '../progress/progress.port.js';
import { attemptQuestion, fits } from './answer-fit.js';
import { keyOf } from './answer-keys.js';
import { AttemptClosingService } from './attempt-closing.service.js';
import { toQuizAttempt } from './quiz-attempt.mapper.js';
import { type AttemptHead, QuizAttemptRepository } from './quiz-attempt.repository.js';
import { QuizContentsService } from './quiz-contents.service.js';

/** Attempts as their takers go through them. Of nobody else's attempt it is ever said that it exists. */
@Injectable()
export class QuizAttemptsService {
  constructor(
    private readonly attempts: QuizAttemptRepository,
    private readonly contents: QuizContentsService,
    private readonly closing: AttemptClosingService,
    private readonly progress: ProgressPort,
    private readonly courses: CoursesPort,
    private readonly clock: Clock,
  ) {}

  /**
   * An attempt with its questions and what is saved; the result once it is handed in.
   * @throws AppError NOT_FOUND where it is not the caller's, ENROLMENT_REQUIRED, LESSON_LOCKED
   */
  async get(id: string, principal: Principal): Promise<QuizAttempt> {
    const head = await this.requireOwn(id, principal);
    const language = await this.requireOpen(head, principal);
    if (this.closing.isDue(head)) await this.closing.close(head);
    return await this.show(id, language);
  }

  /**
   * Saves one answer. A repeated request, or one that was overtaken by a later one, changes nothing.
   * @throws AppError NOT_FOUND, VALIDATION_FAILED where the answer is none to this question, ATTEMPT_CLOSED
   */
  async save(
    id: string,
    questionId: string,
    { revision, answer }: SaveAnswerRequest,
    principal: Principal,
  ): Promise<SavedAnswer> {
    const head = await this.requireOwn(id, principal);
    if (head.state !== 'in_progress' || this.closing.isDue(head)) throw closed();
    const content = await this.contents.of(head);
    const question = content.questions.find((one) => one.id === questionId);
    if (question === undefined) throw new AppError('NOT_FOUND', 'There is no such question in this attempt.');
    if (!fits(attemptQuestion(question, content, head.seed), answer)) {
      throw new AppError('VALIDATION_FAILED', 'This is no answer to the question.', {
        details: [{ path: 'answer', message: 'must be an answer to this question' }],
      });
    }
    const savedAt = this.clock.now();
    const deadlineAt = head.deadlineAt?.toISOString() ?? null;
    if (await this.attempts.saveAnswer(id, principal.userId, questionId, { revision, answer, savedAt })) {
      return { revision, savedAt: savedAt.toISOString(), deadlineAt };
    }
    const now = await this.attempts.find(id);
    const stored = now?.answers[keyOf(questionId)];
    if (now?.state !== 'in_progress' || stored === undefined) throw closed();
    return { revision: stored.revision, savedAt: stored.savedAt.toISOString(), deadlineAt };
  }

  /**
   * Hands an attempt in; once it is, it answers the same.
   * @throws AppError NOT_FOUND, ENROLMENT_REQUIRED, LESSON_LOCKED
   */
  async submit(id: string, principal: Principal): Promise<QuizAttempt> {
    const head = await this.requireOwn(id, principal);
    const language = await this.requireOpen(head, principal);
    if (head.state === 'in_progress') await this.closing.close(head);
    return await this.show(id, language);
  }

  private async show(id: string, language: string): Promise<QuizAttempt> {
    const attempt = await this.attempts.find(id);
    if (attempt === null) throw missing();
    const [content, policy] = await Promise.all([this.contents.of(attempt), this.contents.policyOf(attempt)]);
    return toQuizAttempt(attempt, content, policy, language, this.clock.now());
  }

  private async requireOwn(id: string, { userId }: Principal): Promise<AttemptHead> {
    const head = await this.attempts.headOf(id, userId);
    if (head === null) throw missing();
    return head;
  }

  private async requireOpen({ courseId, lessonId, preview }: AttemptHead, principal: Principal): Promise<string> {
    const course = courseId.toHexString();
    if (preview || lessonId === null) return (await this.courses.requireTaught(course, principal)).language;
    return (await this.progress.requireOpen(course, lessonId.toHexString(), principal)).course.language;
  }
}

function missing(): AppError {
  return new AppError('NOT_FOUND', 'There is no such attempt of yours.');
}

function closed(): AppError {
  return new AppError('ATTEMPT_CLOSED', 'The attempt is closed. What was saved before counts.');
}
