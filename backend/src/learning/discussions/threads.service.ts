import { MAX_ANSWERS } from '@classy-book/contracts/community';
import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { AppError } from '../../common/response/app-error.js';
import { DatabaseService } from '../../database/database.service.js';
import { AnswerRepository, type NewAnswer } from './answer.repository.js';
import type { AnswerDocument } from './answer.schema.js';
import { noSuchPost } from './discussions.errors.js';
import { QuestionRepository } from './question.repository.js';
import type { Hiding, PostDocument, QuestionDocument } from './question.schema.js';

/**
 * A question and its answers, changed together: each change is a transaction that takes the question first, so that the
 * counts are right and no more than one answer is accepted, whatever happens at once.
 */
@Injectable()
export class ThreadsService {
  constructor(
    private readonly questions: QuestionRepository,
    private readonly answers: AnswerRepository,
    private readonly database: DatabaseService,
  ) {}

  /** @throws AppError NOT_FOUND, LIMIT_REACHED */
  async answer(id: string, written: NewAnswer): Promise<AnswerDocument> {
    return await this.change(id, async (question, session) => {
      if (question.allAnswers >= MAX_ANSWERS) {
        throw new AppError('LIMIT_REACHED', 'This question has too many answers already. Ask a new one.');
      }
      const answer = await this.answers.insert(question, written, session);
      const teacherAnswers = written.teacher ? 1 : 0;
      await this.questions.countAnswers(question._id, { answers: 1, teacherAnswers, allAnswers: 1 }, session);
      return answer;
    });
  }

  /** Accepts an answer that everybody sees, or none; answers it. @throws AppError NOT_FOUND */
  async accept(id: string, answerId: string | null): Promise<AnswerDocument | null> {
    return await this.change(id, async (question, session) => {
      const answer = answerId === null ? null : await this.answers.find(answerId, session);
      const fits = answer?.hidden === null && answer.questionId.equals(question._id);
      if (answerId !== null && !fits) throw noSuchPost();
      await this.questions.accept(question._id, answer?._id ?? null, session);
      return answer;
    });
  }

  /** Hides a question or shows it again. @throws AppError NOT_FOUND */
  async hideQuestion(id: string, hidden: Hiding | null): Promise<void> {
    if ((await this.questions.hide(id, hidden)) === null) throw noSuchPost();
  }

  /** Hides an answer or shows it again; one that is hidden is not accepted any more. @throws AppError NOT_FOUND */
  async hideAnswer({ _id, questionId }: AnswerDocument, hidden: Hiding | null): Promise<void> {
    await this.change(questionId.toHexString(), async (question, session) => {
      const answer = await this.answers.find(_id.toHexString(), session);
      if (answer === null) throw noSuchPost();
      const by = Number(answer.hidden !== null) - Number(hidden !== null);
      await this.answers.hide(_id, hidden, session);
      await this.countOne(question, answer, { by, all: 0 }, session);
      if (hidden !== null) await this.unaccept(question, answer, session);
    });
  }

  /** Removes an answer. @throws AppError NOT_FOUND */
  async removeAnswer({ _id, questionId }: AnswerDocument): Promise<void> {
    await this.change(questionId.toHexString(), async (question, session) => {
      const answer = await this.answers.find(_id.toHexString(), session);
      if (answer === null) throw noSuchPost();
      await this.answers.remove(_id, session);
      await this.countOne(question, answer, { by: answer.hidden === null ? -1 : 0, all: -1 }, session);
      await this.unaccept(question, answer, session);
    });
  }

  /**
   * Removes a question with its answers.
   * @param onlyUnanswered refuses where somebody has answered meanwhile
   * @throws AppError NOT_FOUND, CONFLICT
   */
  async removeQuestion(id: string, onlyUnanswered: boolean): Promise<void> {
    await this.change(id, async (question, session) => {
      if (onlyUnanswered && question.allAnswers > 0) {
        throw new AppError('CONFLICT', 'Somebody has answered this question, so it stays. You can still change it.');
      }
      await this.answers.removeOfQuestion(question._id, session);
      await this.questions.remove(question._id, session);
    });
  }

  private async change<T>(
    id: string,
    work: (question: QuestionDocument, session: ClientSession) => Promise<T>,
  ): Promise<T> {
    return await this.database.transaction(async (session) => {
      const question = await this.questions.take(id, session);
      if (question === null) throw noSuchPost();
      return await work(question, session);
    });
  }

  private async countOne(
    { _id }: QuestionDocument,
    { teacher }: PostDocument,
    { by, all }: { by: number; all: number },
    session: ClientSession,
  ): Promise<void> {
    await this.questions.countAnswers(_id, { answers: by, teacherAnswers: teacher ? by : 0, allAnswers: all }, session);
  }

  private async unaccept(question: QuestionDocument, answer: AnswerDocument, session: ClientSession): Promise<void> {
    if (question.acceptedAnswerId?.equals(answer._id) === true) {
      await this.questions.accept(question._id, null, session);
    }
  }
}
