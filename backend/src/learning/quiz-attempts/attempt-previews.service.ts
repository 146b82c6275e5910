import type { QuizAttempt } from '@classy-book/contracts/quiz-attempts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Principal } from '../../common/http/request-context.js';
import { CoursesPort } from '../courses/courses.port.js';
import { AttemptStartsService } from './attempt-starts.service.js';
import { NO_ALLOWANCE } from './quiz-allowance.repository.js';
import { toQuizAttempt } from './quiz-attempt.mapper.js';
import { QuizContentsService } from './quiz-contents.service.js';

/** Attempts with which teachers try out what they are writing. */
@Injectable()
export class AttemptPreviewsService {
  constructor(
    private readonly courses: CoursesPort,
    private readonly contents: QuizContentsService,
    private readonly starts: AttemptStartsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Starts an attempt with the draft of a quiz; it counts for nothing and goes after a day.
   * @throws AppError NOT_FOUND where the caller does not teach the course, or it has no such quiz
   */
  async start(courseId: string, quizId: string, principal: Principal): Promise<QuizAttempt> {
    const course = await this.courses.requireTaught(courseId, principal);
    const quiz = await this.contents.draft(quizId, course.id);
    const attempt = await this.starts.begin({
      takerId: principal.userId,
      userId: principal.userId,
      preview: true,
      courseId: course.id,
      quizId,
      lessonId: null,
      blockId: null,
      snapshotId: await this.contents.keepDraft(quiz),
      content: quiz.content,
      allowance: NO_ALLOWANCE,
    });
    return toQuizAttempt(attempt, quiz.content, quiz.content, course.language, this.clock.now());
  }
}
