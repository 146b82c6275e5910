import {
  MAX_QUESTIONS,
  type Question,
  type QuestionDetail,
  type QuestionListQuery,
  type WriteQuestionRequest,
} from '@classy-book/contracts/community';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { AppError } from '../../common/response/app-error.js';
import { Page } from '../../common/response/page.js';
import { DiscussionAccessService, type Person, type Seat } from './discussion-access.service.js';
import { DiscussionNewsService } from './discussion-news.service.js';
import { DiscussionViewsService } from './discussion-views.service.js';
import { notYours } from './discussions.errors.js';
import { EDITABLE_MS } from './post-limits.js';
import { QuestionRepository, type QuestionSelection } from './question.repository.js';

/** Questions under lessons. */
@Injectable()
export class QuestionsService {
  constructor(
    private readonly questions: QuestionRepository,
    private readonly access: DiscussionAccessService,
    private readonly views: DiscussionViewsService,
    private readonly news: DiscussionNewsService,
    private readonly clock: Clock,
  ) {}

  /** One page of a lesson, newest first. @throws AppError NOT_FOUND, ENROLMENT_REQUIRED, LESSON_LOCKED */
  async ofLesson(course: string, lessonId: string, query: QuestionListQuery, person: Person): Promise<Page<Question>> {
    return await this.page({ lessonId }, query, await this.access.sit(course, lessonId, person));
  }

  /** One page of a whole course, for its teachers. @throws AppError NOT_FOUND */
  async ofCourse(courseId: string, query: QuestionListQuery, teacher: Person): Promise<Page<Question>> {
    return await this.page({ courseId }, query, await this.access.teach(courseId, teacher));
  }

  /** One with its answers. @throws AppError NOT_FOUND, ENROLMENT_REQUIRED, LESSON_LOCKED */
  async detail(id: string, person: Person): Promise<QuestionDetail> {
    const { question, seat } = await this.access.question(id, person);
    return await this.views.detail(question, seat);
  }

  /** Asks; the teachers are told. @throws AppError as `ofLesson`; LIMIT_REACHED where a lesson is full of questions */
  async ask(course: string, lessonId: string, written: WriteQuestionRequest, person: Person): Promise<QuestionDetail> {
    const seat = await this.access.sit(course, lessonId, person);
    // a bound for the size of things: a handful more, asked at the same moment, do no harm
    if ((await this.questions.count(lessonId, MAX_QUESTIONS)) >= MAX_QUESTIONS) {
      throw new AppError('LIMIT_REACHED', 'This lesson has too many questions already. Ask its teachers directly.');
    }
    const { userId: authorId, teacher } = seat;
    const at = this.clock.now();
    const question = await this.questions.insert({
      ...{ courseId: seat.course.id, lessonId, authorId, teacher, at },
      ...written,
    });
    this.news.asked(question, seat);
    return await this.views.detail(question, seat);
  }

  /** Changes what one asked, within a day. @throws AppError FORBIDDEN, and as `detail` */
  async edit(id: string, written: WriteQuestionRequest, person: Person): Promise<QuestionDetail> {
    const { seat } = await this.access.question(id, person);
    const at = this.clock.now();
    const since = new Date(at.getTime() - EDITABLE_MS);
    const question = await this.questions.edit(id, seat.userId, written, { since, at });
    if (question === null) throw notYours();
    return await this.views.detail(question, seat);
  }

  private async page(
    of: QuestionSelection['of'],
    { filter, cursor, limit }: QuestionListQuery,
    seat: Seat,
  ): Promise<Page<Question>> {
    const seenBy = seat.moderates ? null : seat.userId;
    const found = await this.questions.page({ of, filter, seenBy, before: cursor }, limit + 1);
    return Page.from(await this.views.questions(found, seat), limit, ({ id }) => id);
  }
}
