import type { QuestionDetail, WriteAnswerRequest } from '@classy-book/contracts/community';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AnswerRepository } from './answer.repository.js';
import { DiscussionAccessService, type Person } from './discussion-access.service.js';
import { DiscussionNewsService } from './discussion-news.service.js';
import { notAsked, notYours } from './discussions.errors.js';
import { EDITABLE_MS } from './post-limits.js';
import { QuestionsService } from './questions.service.js';
import { ThreadsService } from './threads.service.js';

/** Answers to questions. Each call answers the question as it is afterwards. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly threads: ThreadsService,
    private readonly answers: AnswerRepository,
    private readonly questions: QuestionsService,
    private readonly access: DiscussionAccessService,
    private readonly news: DiscussionNewsService,
    private readonly clock: Clock,
  ) {}

  /** Answers; who asked is told. @throws AppError NOT_FOUND, ENROLMENT_REQUIRED, LESSON_LOCKED, LIMIT_REACHED */
  async answer(questionId: string, { text }: WriteAnswerRequest, person: Person): Promise<QuestionDetail> {
    const { question, seat } = await this.access.question(questionId, person);
    const { userId: authorId, teacher } = seat;
    const answer = await this.threads.answer(questionId, { authorId, teacher, text, at: this.clock.now() });
    this.news.answered(question, answer, seat);
    return await this.questions.detail(questionId, person);
  }

  /** Changes what one answered, within a day. @throws AppError FORBIDDEN, and as `answer` */
  async edit(id: string, { text }: WriteAnswerRequest, person: Person): Promise<QuestionDetail> {
    const { question, seat } = await this.access.answer(id, person);
    const at = this.clock.now();
    const since = new Date(at.getTime() - EDITABLE_MS);
    if ((await this.answers.edit(id, seat.userId, text, { since, at })) === null) throw notYours();
    return await this.questions.detail(question._id.toHexString(), person);
  }

  /** Accepts an answer, or none: who asked, or a teacher. @throws AppError FORBIDDEN, and as `answer` */
  async accept(questionId: string, answerId: string | null, caller: Caller): Promise<QuestionDetail> {
    const { question, seat } = await this.access.question(questionId, caller.principal);
    if (!seat.moderates && question.authorId?.toHexString() !== seat.userId) throw notAsked();
    const answer = await this.threads.accept(questionId, answerId);
    if (answer !== null) await this.news.accepted(question, answer, seat, caller);
    return await this.questions.detail(questionId, caller.principal);
  }
}
