import { Injectable } from '@nestjs/common';
import { EventBus } from '../../common/events/event-bus.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { PersonalNewsPort } from '../../messaging/notifications/personal-news.port.js';
import type { AnswerDocument } from './answer.schema.js';
import type { Seat } from './discussion-access.service.js';
import type { PostDocument, QuestionDocument } from './question.schema.js';

/** Who does something to what others wrote, and why. */
interface Moderation {
  readonly seat: Seat;
  readonly reason: string | null;
  readonly caller: Caller;
}

/** Tells people of questions and answers, and the log of what teachers do to them. */
@Injectable()
export class DiscussionNewsService {
  constructor(
    private readonly news: PersonalNewsPort,
    private readonly events: EventBus,
  ) {}

  /** To the teachers: somebody asks. */
  asked({ _id, title }: QuestionDocument, { course, userId }: Seat): void {
    this.news.tell({
      kind: 'course_question',
      mark: `question:${_id.toHexString()}`,
      userIds: course.teacherIds.filter((id) => id !== userId),
      facts: { course: course.title, title },
      link: `/teach/${course.id}/questions?question=${_id.toHexString()}`,
    });
  }

  /** To who asked: somebody answers. */
  answered(question: QuestionDocument, answer: AnswerDocument, seat: Seat): void {
    this.tellAuthor('course_answer', `answer:${answer._id.toHexString()}`, question, question, seat);
  }

  /** To who answered, and on record: their answer was accepted. */
  async accepted(question: QuestionDocument, answer: AnswerDocument, seat: Seat, caller: Caller): Promise<void> {
    this.tellAuthor('answer_accepted', `accepted:${answer._id.toHexString()}`, answer, question, seat);
    await this.publish('accepted', 'answer', answer, { seat, reason: null, caller });
  }

  /** On record, where it was not their own. */
  async moderated(
    change: 'hidden' | 'shown' | 'deleted',
    kind: 'question' | 'answer',
    post: PostDocument,
    moderation: Moderation,
  ): Promise<void> {
    if (post.authorId?.toHexString() === moderation.seat.userId) return;
    await this.publish(change, kind, post, moderation);
  }

  private tellAuthor(
    kind: 'course_answer' | 'answer_accepted',
    mark: string,
    { authorId }: PostDocument,
    { _id, lessonId, title }: QuestionDocument,
    { course, userId }: Seat,
  ): void {
    const to = authorId?.toHexString();
    if (to === undefined || to === userId) return;
    const teaches = course.teacherIds.includes(to);
    const query = `?question=${_id.toHexString()}`;
    const page = teaches ? `/teach/${course.id}/questions` : `/learn/${course.slug}/${lessonId.toHexString()}`;
    this.news.tell({ kind, mark, userIds: [to], facts: { course: course.title, title }, link: `${page}${query}` });
  }

  private async publish(
    change: 'hidden' | 'shown' | 'deleted' | 'accepted',
    kind: 'question' | 'answer',
    { _id, authorId }: PostDocument,
    { seat: { course }, reason, caller: { actor, origin } }: Moderation,
  ): Promise<void> {
    await this.events.publish('post.changed', {
      ...{ change, kind, postId: _id.toHexString(), courseId: course.id, course: course.title },
      facts: { authorId: authorId?.toHexString() ?? null, ...(reason === null ? {} : { reason }) },
      ...{ actor, origin },
    });
  }
}
