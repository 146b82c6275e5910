import type { QuizAllowance } from '@classy-book/contracts/quiz-attempts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GradesPort } from '../grades/grades.port.js';
import { ProgressPort } from '../progress/progress.port.js';
import { QuizAllowanceRepository } from './quiz-allowance.repository.js';
import { type AttemptHead, QuizAttemptRepository } from './quiz-attempt.repository.js';

/** An attempt as lists of teachers show it. */
export interface AttemptRecord {
  readonly id: string;
  readonly enrolmentId: string;
  readonly quizId: string;
  readonly blockId: string;
  readonly number: number;
  readonly state: AttemptHead['state'];
  readonly startedAt: Date;
  readonly submittedAt: Date | null;
  readonly closedByDeadline: boolean;
  readonly percent: number | null;
}

/** Attempts for the gradebook and the grading queue. Checks nobody's rights. */
@Injectable()
export class AttemptRecordsService implements OnModuleInit {
  constructor(
    private readonly attempts: QuizAttemptRepository,
    private readonly allowances: QuizAllowanceRepository,
    private readonly grades: GradesPort,
    private readonly progress: ProgressPort,
  ) {}

  /** What goes when the progress of a learner is reset: attempts with their answers, and the grades of all items. */
  onModuleInit(): void {
    this.progress.contribute({
      name: 'quizAttempts',
      count: async (enrolmentId) => await this.attempts.count(enrolmentId),
      remove: async (enrolmentId, session) => {
        await this.attempts.removeOf(enrolmentId, session);
        return null;
      },
    });
    this.progress.contribute({
      name: 'grades',
      count: async (enrolmentId) => (await this.grades.ofEnrolment(enrolmentId)).length,
      remove: async (enrolmentId, session) => {
        await this.grades.removeOf(enrolmentId, session);
        return null;
      },
    });
  }

  /** Attempts of a course that wait for a teacher, oldest first. */
  async waiting(
    courseId: string,
    from: { readonly blockId: string | undefined; readonly after: { at: Date; id: string } | null },
    limit: number,
  ): Promise<AttemptRecord[]> {
    return (await this.attempts.waiting(courseId, from, limit)).map(toRecord);
  }

  /** The attempts of a learner, at most 1,000. */
  async ofEnrolment(enrolmentId: string): Promise<AttemptRecord[]> {
    return (await this.attempts.allOf(enrolmentId)).map(toRecord);
  }

  /** What a learner is allowed beyond the rules, by quiz. */
  async allowancesOf(enrolmentId: string): Promise<ReadonlyMap<string, QuizAllowance>> {
    return await this.allowances.ofEnrolment(enrolmentId);
  }
}

function toRecord(head: AttemptHead): AttemptRecord {
  return {
    id: head._id.toHexString(),
    enrolmentId: head.takerId.toHexString(),
    quizId: head.quizId.toHexString(),
    blockId: head.blockId ?? '',
    number: head.number,
    state: head.state,
    startedAt: head.startedAt,
    submittedAt: head.submittedAt,
    closedByDeadline: head.closedByDeadline,
    percent: head.percent,
  };
}
