import { randomInt } from 'node:crypto';
import type { QuizAllowance, QuizIntro } from '@classy-book/contracts/quiz-attempts';
import type { QuizDraft } from '@classy-book/contracts/quizzes';
import { Injectable } from '@nestjs/common';
import { mongo } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { AppError } from '../../common/response/app-error.js';
import { outcomeOf } from './attempt-marks.js';
import { attemptsLeft, closedReason, closingOf, deadlineOf } from './attempt-rules.js';
import { AttemptClosingService } from './attempt-closing.service.js';
import { type AttemptHead, QuizAttemptRepository } from './quiz-attempt.repository.js';
import type { QuizAttemptDocument } from './quiz-attempt.schema.js';

const PREVIEW_LIFE_MS = 86_400_000;
const TRIES = 5;

/** Who starts what: `takerId` is the enrolment, or the teacher in a preview. */
export interface AttemptStart {
  readonly takerId: string;
  readonly userId: string;
  readonly preview: boolean;
  readonly courseId: string;
  readonly quizId: string;
  readonly lessonId: string | null;
  readonly blockId: string | null;
  readonly snapshotId: string;
  readonly content: QuizDraft;
  readonly allowance: QuizAllowance;
}

/** Starts attempts: never one more than the rules allow, and never a second one beside one in progress. */
@Injectable()
export class AttemptStartsService {
  constructor(
    private readonly attempts: QuizAttemptRepository,
    private readonly closing: AttemptClosingService,
    private readonly clock: Clock,
  ) {}

  /**
   * The attempt that is in progress, or a new one.
   * @throws AppError ATTEMPT_CLOSED where the quiz is not open, NO_ATTEMPTS_LEFT
   */
  async begin(start: AttemptStart): Promise<QuizAttemptDocument> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const made = await this.headsOf(start.takerId, start.quizId);
      const running = made.find(({ state, snapshotId }) => {
        return state === 'in_progress' && (!start.preview || snapshotId === start.snapshotId);
      });
      const found = running === undefined ? null : await this.attempts.find(running._id.toHexString());
      if (found !== null) return found;
      const attempt = this.toAttempt(start, made);
      if (await this.attempts.insert(attempt)) return attempt;
    }
    throw new AppError('CONFLICT', 'Several attempts are being started at once. Try again.');
  }

  /** The attempts of somebody; those whose deadline is over are closed first. */
  async headsOf(takerId: string, quizId: string): Promise<AttemptHead[]> {
    const heads = await this.attempts.headsOf(takerId, quizId);
    const due = heads.filter((head) => this.closing.isDue(head));
    if (due.length === 0) return heads;
    for (const head of due) await this.closing.close(head);
    return await this.attempts.headsOf(takerId, quizId);
  }

  private toAttempt(start: AttemptStart, made: readonly AttemptHead[]): QuizAttemptDocument {
    const { content, preview, allowance } = start;
    const now = this.clock.now();
    const left = preview ? null : attemptsLeft(content.maxAttempts, allowance, made.length);
    const reason = preview ? null : closedReason(content, left, now);
    if (reason !== null) throw refusal(reason);
    const rules = preview ? { ...content, closesAt: null } : content;
    const deadlineAt = deadlineOf(now, rules, allowance.extraTime);
    const closeAt = closingOf(deadlineAt);
    return {
      _id: new mongo.ObjectId(),
      takerId: oid(start.takerId),
      quizId: oid(start.quizId),
      number: (made.at(-1)?.number ?? 0) + 1,
      preview,
      userId: oid(start.userId),
      courseId: oid(start.courseId),
      lessonId: start.lessonId === null ? null : oid(start.lessonId),
      blockId: start.blockId,
      snapshotId: start.snapshotId,
      seed: randomInt(2 ** 32),
      state: 'in_progress',
      startedAt: now,
      deadlineAt,
      ...(closeAt === null ? {} : { closeAt }),
      submittedAt: null,
      closedByDeadline: false,
      version: 0,
      answers: {},
      essays: {},
      points: null,
      percent: null,
      maxPoints: outcomeOf(content, { answers: {}, essays: {} }).maxPoints,
      ...(preview ? { expiresAt: new Date(now.getTime() + PREVIEW_LIFE_MS) } : {}),
    };
  }
}

function refusal(reason: NonNullable<QuizIntro['closedReason']>): AppError {
  if (reason === 'not_open')
    return new AppError('ATTEMPT_CLOSED', 'The quiz is not open yet. Come back when it opens.');
  if (reason === 'closed')
    return new AppError('ATTEMPT_CLOSED', 'The quiz is closed: no attempt can be started any more.');
  return new AppError('NO_ATTEMPTS_LEFT', 'You have used all attempts. Ask a teacher of the course for another one.');
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
