import type { QuizDraft } from '@classy-book/contracts/quizzes';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { AppError } from '../../common/response/app-error.js';
import { type PublishedQuiz, QuizzesPort } from '../quizzes/quizzes.port.js';
import { QuizSnapshotRepository } from './quiz-snapshot.repository.js';
import type { QuizAttemptDocument } from './quiz-attempt.schema.js';

const DRAFT_LIFE_MS = 2 * 86_400_000;

/** What quizzes hold: as they are in force, and as they were when an attempt was started. */
@Injectable()
export class QuizContentsService {
  constructor(
    private readonly quizzes: QuizzesPort,
    private readonly snapshots: QuizSnapshotRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * A quiz of a course as it is in force.
   * @throws AppError NOT_FOUND where there is none
   */
  async inForce(quizId: string, courseId: string): Promise<PublishedQuiz> {
    return required(await this.quizzes.published(quizId), courseId);
  }

  /** @throws AppError NOT_FOUND where there is none in this course */
  async draft(quizId: string, courseId: string): Promise<PublishedQuiz> {
    return required(await this.quizzes.draft(quizId), courseId);
  }

  /** Keeps a published revision for the attempts that are started with it; answers the name of the snapshot. */
  async keep({ id, revision, content }: PublishedQuiz): Promise<string> {
    const name = `${id}:published:${String(revision)}`;
    await this.snapshots.keep(name, content, this.clock.now());
    return name;
  }

  /** Keeps a draft for a preview, for two days. */
  async keepDraft({ id, revision, content }: PublishedQuiz): Promise<string> {
    const name = `${id}:draft:${String(revision)}`;
    const now = this.clock.now();
    await this.snapshots.keep(name, content, now, new Date(now.getTime() + DRAFT_LIFE_MS));
    return name;
  }

  /** What an attempt was started with. */
  async of({ snapshotId }: Pick<QuizAttemptDocument, 'snapshotId'>): Promise<QuizDraft> {
    return await this.snapshots.get(snapshotId);
  }

  /** The rules that decide what of a result is shown: those in force now, or those of the attempt where the quiz is gone. */
  async policyOf(attempt: Pick<QuizAttemptDocument, 'snapshotId' | 'quizId' | 'preview'>): Promise<QuizDraft> {
    if (attempt.preview) return await this.of(attempt);
    return (await this.quizzes.published(attempt.quizId.toHexString()))?.content ?? (await this.of(attempt));
  }
}

function required(quiz: PublishedQuiz | null, courseId: string): PublishedQuiz {
  if (quiz === null || quiz.courseId !== courseId) throw new AppError('NOT_FOUND', 'There is no such quiz.');
  return quiz;
}
