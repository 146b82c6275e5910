import type { HidePostRequest } from '@classy-book/contracts/community';
import { Injectable } from '@nestjs/common';
import { mongo } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { DiscussionAccessService, type Seat } from './discussion-access.service.js';
import { DiscussionNewsService } from './discussion-news.service.js';
import { notModerating, notYours } from './discussions.errors.js';
import type { Hiding, PostDocument } from './question.schema.js';
import { ThreadsService } from './threads.service.js';

/** Hiding, showing and removing what people wrote. What a teacher does to what others wrote is on record. */
@Injectable()
export class ModerationService {
  constructor(
    private readonly threads: ThreadsService,
    private readonly access: DiscussionAccessService,
    private readonly news: DiscussionNewsService,
    private readonly clock: Clock,
  ) {}

  /** Hides a question, or shows it again (reason null). @throws AppError NOT_FOUND, FORBIDDEN for who does not teach the course */
  async hideQuestion(id: string, { reason }: HidePostRequest, caller: Caller): Promise<null> {
    const { question, seat } = await this.access.question(id, caller.principal);
    await this.threads.hideQuestion(id, this.hiding(reason, seat));
    await this.news.moderated(reason === null ? 'shown' : 'hidden', 'question', question, { seat, reason, caller });
    return null;
  }

  /** Hides an answer, or shows it again. @throws AppError as `hideQuestion` */
  async hideAnswer(id: string, { reason }: HidePostRequest, caller: Caller): Promise<null> {
    const { answer, seat } = await this.access.answer(id, caller.principal);
    await this.threads.hideAnswer(answer, this.hiding(reason, seat));
    await this.news.moderated(reason === null ? 'shown' : 'hidden', 'answer', answer, { seat, reason, caller });
    return null;
  }

  /**
   * Removes a question with its answers: its author while nobody has answered, and teachers.
   * @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT where somebody has answered
   */
  async removeQuestion(id: string, caller: Caller): Promise<null> {
    const { question, seat } = await this.access.question(id, caller.principal);
    requireOwnOrModerated(question, seat);
    await this.threads.removeQuestion(id, !seat.moderates);
    await this.news.moderated('deleted', 'question', question, { seat, reason: null, caller });
    return null;
  }

  /** Removes an answer: its author, and teachers. @throws AppError NOT_FOUND, FORBIDDEN */
  async removeAnswer(id: string, caller: Caller): Promise<null> {
    const { answer, seat } = await this.access.answer(id, caller.principal);
    requireOwnOrModerated(answer, seat);
    await this.threads.removeAnswer(answer);
    await this.news.moderated('deleted', 'answer', answer, { seat, reason: null, caller });
    return null;
  }

  private hiding(reason: string | null, { userId, moderates }: Seat): Hiding | null {
    if (!moderates) throw notModerating();
    return reason === null ? null : { reason, by: new mongo.ObjectId(userId), at: this.clock.now() };
  }
}

function requireOwnOrModerated({ authorId }: PostDocument, { userId, moderates }: Seat): void {
  if (!moderates && authorId?.toHexString() !== userId) throw notYours();
}
