import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { AppError } from '../../common/response/app-error.js';
import { EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { GradesPort } from '../grades/grades.port.js';
import { ProgressPort } from '../progress/progress.port.js';
import { standingOf, hundredths } from './attempt-rules.js';
import { QuizAttemptRepository } from './quiz-attempt.repository.js';
import type { QuizAttemptDocument } from './quiz-attempt.schema.js';
import { QuizContentsService } from './quiz-contents.service.js';

type Closed = Pick<
  QuizAttemptDocument,
  'takerId' | 'userId' | 'quizId' | 'courseId' | 'lessonId' | 'blockId' | 'snapshotId' | 'preview'
>;

/** Makes grades and progress of attempts that were handed in, in the transaction that closes or grades them. */
@Injectable()
export class AttemptResultsService {
  constructor(
    private readonly attempts: QuizAttemptRepository,
    private readonly contents: QuizContentsService,
    private readonly enrolments: EnrolmentsPort,
    private readonly grades: GradesPort,
    private readonly progress: ProgressPort,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the enrolment of an attempt, as the first write of its transaction. False for previews, and where its learner may
   * not read any more: then the attempt is closed and counts for nothing.
   */
  async take({ takerId, preview }: Pick<Closed, 'takerId' | 'preview'>, session: ClientSession): Promise<boolean> {
    if (preview) return false;
    try {
      await this.enrolments.take(takerId.toHexString(), session);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'ENROLMENT_REQUIRED') return false;
      throw error;
    }
  }

  /** Writes the grade that the attempts of a learner come to by the score rule, and what it means for their progress. */
  async record(attempt: Closed, submitted: boolean, session: ClientSession): Promise<void> {
    const { lessonId, blockId } = attempt;
    if (lessonId === null || blockId === null) return;
    const enrolmentId = attempt.takerId.toHexString();
    const { scoreRule } = await this.contents.policyOf(attempt);
    const all = await this.attempts.headsOf(enrolmentId, attempt.quizId.toHexString(), session);
    const handedIn = all.filter(({ state }) => state !== 'in_progress');
    const { percent, waiting } = standingOf(scoreRule, handedIn);
    const maxPoints = handedIn.at(-1)?.maxPoints ?? 0;
    await this.grades.put(
      {
        enrolmentId,
        courseId: attempt.courseId.toHexString(),
        userId: attempt.userId.toHexString(),
        lessonId: lessonId.toHexString(),
        blockId,
        percent,
        points: percent === null ? null : hundredths((percent / 100) * maxPoints),
        maxPoints,
        state: waiting ? 'needs_grading' : 'graded',
        attempts: handedIn.length,
        updatedAt: this.clock.now(),
      },
      session,
    );
    const lesson = lessonId.toHexString();
    if (submitted) await this.progress.note(enrolmentId, lesson, { kind: 'submitted', blockId }, session);
    if (percent !== null) await this.progress.note(enrolmentId, lesson, { kind: 'score', blockId, percent }, session);
  }

  /** After the transaction: tells of a course that was completed by it. */
  async settle({ takerId }: Pick<Closed, 'takerId'>): Promise<void> {
    await this.progress.settle(takerId.toHexString());
  }
}
