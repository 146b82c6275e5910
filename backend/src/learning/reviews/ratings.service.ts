import type { WriteReviewRequest } from '@classy-book/contracts/reviews';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import { DatabaseService } from '../../database/database.service.js';
import { AccountExportService } from '../../security/accounts/account-export.service.js';
import { CatalogueEntriesService } from '../catalogue/catalogue-entries.service.js';
import { ratingOf } from './rating.js';
import { ReviewRepository } from './review.repository.js';

const TURN = 'course-ratings';

/** Changes of reviews, each with the rating of its course: one after the other, so that the rating is that of all of them. */
@Injectable()
export class RatingsService implements OnModuleInit {
  constructor(
    private readonly reviews: ReviewRepository,
    private readonly catalogue: CatalogueEntriesService,
    private readonly database: DatabaseService,
    private readonly exports: AccountExportService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.catalogue.rateWith(async (courseId) => ratingOf(await this.reviews.countStars(courseId)));
    this.exports.contribute('courseReviews', async ({ userId }) => {
      const own = await this.reviews.findAllOf(userId);
      return own.map(({ courseId, stars, text }) => ({ courseId, stars, text }));
    });
    for (const event of ['account.changed', 'account.administered'] as const) {
      this.events.observe(event, async ({ change, userId }) => {
        if (change === 'deleted') await this.forget(userId);
      });
    }
  }

  async write(courseId: string, userId: string, { stars, text }: WriteReviewRequest): Promise<void> {
    const at = this.clock.now();
    await this.change(courseId, async (session) => {
      await this.reviews.write(courseId, userId, { stars, text, at }, session);
    });
  }

  /** Answers whether there was one. */
  async remove(courseId: string, userId: string): Promise<boolean> {
    return await this.change(courseId, async (session) => await this.reviews.remove(courseId, userId, session));
  }

  /** Answers whether it was the other way before. */
  async setHidden(courseId: string, id: string, hidden: boolean): Promise<boolean> {
    return await this.change(courseId, async (session) => await this.reviews.setHidden(id, hidden, session));
  }

  private async forget(userId: string): Promise<void> {
    for (const { courseId } of await this.reviews.findAllOf(userId)) await this.remove(courseId, userId);
  }

  private async change<T>(courseId: string, work: (session: ClientSession) => Promise<T>): Promise<T> {
    return await this.database.takeTurn(TURN, async (session) => {
      const result = await work(session);
      const { average, count } = ratingOf(await this.reviews.countStars(courseId, session));
      await this.catalogue.setRating(courseId, average, count, session);
      return result;
    });
  }
}
