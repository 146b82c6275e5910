import type { ReplyRequest, ReviewVisibilityRequest } from '@classy-book/contracts/reviews';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import type { SessionCaller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { CoursesPort } from '../courses/courses.port.js';
import { RatingsService } from './ratings.service.js';
import { ReviewRepository } from './review.repository.js';
import type { ReviewDocument } from './review.schema.js';

/** Teachers answer reviews of their courses; only who manages all courses hides one. */
@Injectable()
export class ReviewModerationService {
  constructor(
    private readonly reviews: ReviewRepository,
    private readonly ratings: RatingsService,
    private readonly courses: CoursesPort,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers a review as a teacher of its course; an empty text takes the answer back.
   * @throws AppError NOT_FOUND, also where the caller does not teach the course
   */
  async reply(id: string, { text }: ReplyRequest, { principal }: SessionCaller): Promise<void> {
    const { courseId } = await this.require(id);
    await this.courses.requireTaught(courseId, principal);
    const reply = text === '' ? null : { text, userId: principal.userId, at: this.clock.now() };
    await this.reviews.setReply(id, reply);
  }

  /**
   * Hides a review, or shows it again.
   * @throws AppError NOT_FOUND, CONFLICT where it is so already
   */
  async setHidden(
    id: string,
    { hidden, reason }: ReviewVisibilityRequest,
    { actor, origin }: SessionCaller,
  ): Promise<void> {
    const { courseId } = await this.require(id);
    if (!(await this.ratings.setHidden(courseId, id, hidden))) {
      throw new AppError('CONFLICT', `This review is ${hidden ? 'hidden' : 'shown'} already.`);
    }
    const course = await this.courses.find(courseId);
    await this.events.publish('post.changed', {
      ...{ courseId, course: course?.title ?? '', postId: id, kind: 'review' },
      change: hidden ? 'hidden' : 'shown',
      facts: { reason },
      ...{ actor, origin },
    });
  }

  private async require(id: string): Promise<ReviewDocument> {
    const review = await this.reviews.find(id);
    if (review === null) throw new AppError('NOT_FOUND', 'There is no such review.');
    return review;
  }
}
