import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { DatabaseService } from '../../database/database.service.js';
import { GradingNewsService } from '../grades/grading-news.service.js';
import { outcomeOf } from './attempt-marks.js';
import { AttemptResultsService } from './attempt-results.service.js';
import { closingOf } from './attempt-rules.js';
import { type AttemptHead, QuizAttemptRepository } from './quiz-attempt.repository.js';
import type { QuizAttemptDocument } from './quiz-attempt.schema.js';
import { QuizContentsService } from './quiz-contents.service.js';

type Running = Pick<AttemptHead, '_id' | 'takerId' | 'preview' | 'state' | 'deadlineAt' | 'snapshotId'>;

/** Closes and grades attempts, each exactly once, whoever asks for it: the learner, the deadline, or both at once. */
@Injectable()
export class AttemptClosingService {
  constructor(
    private readonly database: DatabaseService,
    private readonly attempts: QuizAttemptRepository,
    private readonly contents: QuizContentsService,
    private readonly results: AttemptResultsService,
    private readonly news: GradingNewsService,
    private readonly clock: Clock,
  ) {}

  /** True where an attempt is in progress although its deadline and the grace are over. */
  isDue({ state, deadlineAt }: Pick<Running, 'state' | 'deadlineAt'>): boolean {
    const closing = closingOf(deadlineAt);
    return state === 'in_progress' && closing !== null && closing.getTime() <= this.clock.now().getTime();
  }

  /**
   * Hands an attempt in; nothing happens where that was done already. What was saved counts, all of it: the attempt is
   * closed before its answers are read.
   */
  async close(attempt: Running): Promise<void> {
    const byDeadline = this.isDue(attempt);
    const at = byDeadline && attempt.deadlineAt !== null ? attempt.deadlineAt : this.clock.now();
    const content = await this.contents.of(attempt);
    const { closed, counts } = await this.database.transaction(async (session) => {
      const taken = await this.results.take(attempt, session);
      const finished = await this.attempts.finish(attempt._id, at, byDeadline, session);
      if (finished === null) return { closed: null, counts: false };
      const outcome = outcomeOf(content, finished);
      await this.attempts.setOutcome(attempt._id, outcome, session);
      if (taken) await this.results.record(finished, true, session);
      return { closed: { ...finished, ...outcome }, counts: taken };
    });
    if (closed !== null && counts) await this.settle(closed);
  }

  private async settle(closed: QuizAttemptDocument): Promise<void> {
    await this.results.settle(closed);
    if (closed.state === 'needs_grading' && closed.blockId !== null) {
      this.news.workToGrade(closed.courseId.toHexString(), closed.blockId);
    }
  }
}
