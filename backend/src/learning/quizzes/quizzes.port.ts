import type { QuizDraft } from '@classy-book/contracts/quizzes';
import type { ClientSession } from 'mongoose';

/** A quiz as it is in force for learners, with its answers: never leaves the server as it is. */
export interface PublishedQuiz {
  readonly id: string;
  readonly courseId: string;
  readonly revision: number;
  readonly content: QuizDraft;
}

/** Quizzes, for the other features of learning. Checks nobody's rights. */
export abstract class QuizzesPort {
  /** What is in force; null where the quiz was never published or is gone. */
  abstract published(quizId: string): Promise<PublishedQuiz | null>;

  /** The draft, for teachers who try it out; null where the quiz is gone. */
  abstract draft(quizId: string): Promise<PublishedQuiz | null>;

  /** The drafts of several quizzes of a course, for exports and copies. */
  abstract draftsOf(courseId: string): Promise<PublishedQuiz[]>;

  /** Makes a quiz with this draft, published with its lesson later; answers its id. */
  abstract create(courseId: string, draft: QuizDraft, session: ClientSession): Promise<string>;

  /**
   * Puts the drafts in force, in the transaction that publishes their lesson; answers the titles by id.
   * @throws AppError VALIDATION_FAILED where one has no questions or a question nobody can answer, or is of another course
   */
  abstract publish(
    courseId: string,
    quizIds: readonly string[],
    session: ClientSession,
  ): Promise<ReadonlyMap<string, string>>;

  /** Removes all quizzes of a course that is deleted. */
  abstract removeOf(courseId: string, session: ClientSession): Promise<void>;
}
