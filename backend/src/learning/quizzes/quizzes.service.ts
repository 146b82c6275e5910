import type { QuizDraft } from '@classy-book/contracts/quizzes';
import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { AppError } from '../../common/response/app-error.js';
import { HtmlCleanerService } from '../../security/sanitization/html-cleaner.service.js';
import { cleanDraft } from './question-cleaning.js';
import { obstaclesOf } from './quiz-checks.js';
import { QuizRepository, type StoredQuiz } from './quiz.repository.js';
import { type PublishedQuiz, QuizzesPort } from './quizzes.port.js';

const OBSTACLES_TOLD = 10;
const NOBODY = '';

/** Quizzes, for the other features of learning. */
@Injectable()
export class QuizzesService extends QuizzesPort {
  constructor(
    private readonly quizzes: QuizRepository,
    private readonly cleaner: HtmlCleanerService,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async published(quizId: string): Promise<PublishedQuiz | null> {
    const quiz = await this.quizzes.find(quizId);
    if (quiz?.published == null) return null;
    const { revision, content } = quiz.published;
    return { id: quiz.id, courseId: quiz.courseId, revision, content };
  }

  override async draft(quizId: string): Promise<PublishedQuiz | null> {
    const quiz = await this.quizzes.find(quizId);
    return quiz === null ? null : draftOf(quiz);
  }

  override async draftsOf(courseId: string): Promise<PublishedQuiz[]> {
    return (await this.quizzes.ofCourse(courseId)).map(draftOf);
  }

  override async create(courseId: string, draft: QuizDraft, session: ClientSession): Promise<string> {
    const cleaned = cleanDraft(draft, (html) => this.cleaner.clean(html));
    return await this.quizzes.insert({ courseId, draft: cleaned, savedById: NOBODY, at: this.clock.now() }, session);
  }

  override async publish(
    courseId: string,
    quizIds: readonly string[],
    session: ClientSession,
  ): Promise<ReadonlyMap<string, string>> {
    if (quizIds.length === 0) return new Map();
    const found = await this.quizzes.findIn(courseId, quizIds, session);
    if (found.length < new Set(quizIds).size) {
      throw new AppError('VALIDATION_FAILED', 'A quiz of this lesson is gone. Remove its block, then publish again.');
    }
    for (const quiz of found) requireAnswerable(quiz);
    for (const quiz of found) await this.publishOne(quiz, session);
    return new Map(found.map(({ id, draft }) => [id, draft.title]));
  }

  override async removeOf(courseId: string, session: ClientSession): Promise<void> {
    await this.quizzes.removeOf(courseId, session);
  }

  private async publishOne(quiz: StoredQuiz, session: ClientSession): Promise<void> {
    // what is in force already keeps the moment from which on it is
    if (quiz.published?.revision === quiz.revision) return;
    if (!(await this.quizzes.publish(quiz, this.clock.now(), session))) {
      throw new AppError('STALE', `The quiz “${quiz.draft.title}” was saved just now. Publish again.`);
    }
  }
}

function draftOf({ id, courseId, revision, draft }: StoredQuiz): PublishedQuiz {
  return { id, courseId, revision, content: draft };
}

function requireAnswerable({ draft }: StoredQuiz): void {
  const [first, ...others] = obstaclesOf(draft);
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` (and ${String(others.length)} more)`;
  throw new AppError('VALIDATION_FAILED', `The quiz “${draft.title}” cannot be published: ${first}${more}`, {
    details: [first, ...others].slice(0, OBSTACLES_TOLD).map((message) => ({ path: 'questions', message })),
  });
}
