import type { OwnReview, RatingSummary, Review, ReviewQuery, WriteReviewRequest } from '@classy-book/contracts/reviews';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/response/app-error.js';
import { Page } from '../../common/response/page.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import { type CourseRecord, CoursesPort } from '../courses/courses.port.js';
import { type EnrolmentRecord, EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { ratingOf } from './rating.js';
import { RatingsService } from './ratings.service.js';
import { toReview } from './review.mapper.js';
import { ReviewRepository } from './review.repository.js';
import type { ReviewDocument } from './review.schema.js';

/** What learners wrote about courses: everybody reads it, who learned something there writes it. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly reviews: ReviewRepository,
    private readonly ratings: RatingsService,
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentsPort,
    private readonly people: UserDirectoryService,
  ) {}

  /**
   * What everybody may read about a published course, newest first, and the hidden one of the reader's own.
   * @throws AppError NOT_FOUND
   */
  async list(reference: string, query: ReviewQuery, readerId: string | null): Promise<Page<Review>> {
    const course = await this.requirePublished(reference);
    return await this.page(course.id, query, { viewerId: readerId ?? '', readerId });
  }

  /** Everything about a course, hidden ones too, for who moderates. */
  async listAll(courseId: string, query: ReviewQuery, readerId: string): Promise<Page<Review>> {
    return await this.page(courseId, query, { viewerId: null, readerId });
  }

  /** @throws AppError NOT_FOUND */
  async rating(reference: string): Promise<RatingSummary> {
    const course = await this.requirePublished(reference);
    return ratingOf(await this.reviews.countStars(course.id));
  }

  /** The own review, and whether one may be written. */
  async own(reference: string, userId: string): Promise<OwnReview> {
    const course = await this.requireCourse(reference);
    const [review, enrolment] = await Promise.all([
      this.reviews.findOf(course.id, userId),
      this.enrolments.find(course.id, userId),
    ]);
    return { review: review === null ? null : await this.shown(review, userId), may: mayReview(enrolment) };
  }

  /**
   * Writes the own review, over the one before.
   * @throws AppError NOT_FOUND, ENROLMENT_REQUIRED for who has not learned anything there yet
   */
  async write(reference: string, request: WriteReviewRequest, userId: string): Promise<Review> {
    const course = await this.requireCourse(reference);
    if (!mayReview(await this.enrolments.find(course.id, userId))) {
      throw new AppError(
        'ENROLMENT_REQUIRED',
        'Complete a lesson of this course first, then tell what you think of it.',
      );
    }
    await this.ratings.write(course.id, userId, request);
    const review = await this.reviews.findOf(course.id, userId);
    if (review === null) throw noReview();
    return await this.shown(review, userId);
  }

  /** @throws AppError NOT_FOUND */
  async remove(reference: string, userId: string): Promise<void> {
    const course = await this.requireCourse(reference);
    if (!(await this.ratings.remove(course.id, userId))) throw noReview();
  }

  private async page(
    courseId: string,
    { stars, cursor, limit }: ReviewQuery,
    { viewerId, readerId }: { viewerId: string | null; readerId: string | null },
  ): Promise<Page<Review>> {
    const found = await this.reviews.page(courseId, { viewerId, stars, before: cursor }, limit + 1);
    const { items, pagination } = Page.from(found, limit, ({ _id }) => _id.toHexString());
    const people = await this.people.findByIds(items.flatMap(peopleOf));
    return new Page(
      items.map((review) => toReview(review, people, readerId)),
      pagination,
    );
  }

  private async shown(review: ReviewDocument, readerId: string): Promise<Review> {
    return toReview(review, await this.people.findByIds(peopleOf(review)), readerId);
  }

  private async requireCourse(reference: string): Promise<CourseRecord> {
    const course = await this.courses.find(reference);
    if (course === null || course.state === 'draft') throw noCourse();
    return course;
  }

  private async requirePublished(reference: string): Promise<CourseRecord> {
    const course = await this.requireCourse(reference);
    if (course.state !== 'published') throw noCourse();
    return course;
  }
}

function mayReview(enrolment: EnrolmentRecord | null): boolean {
  if (enrolment === null) return false;
  const learned = enrolment.progress.done > 0 || enrolment.completedAt !== null;
  return learned && ['active', 'completed', 'expired'].includes(enrolment.status);
}

function peopleOf({ userId, reply }: ReviewDocument): string[] {
  return reply === null ? [userId] : [userId, reply.userId];
}

function noCourse(): AppError {
  return new AppError('NOT_FOUND', 'There is no such course in the catalogue.');
}

function noReview(): AppError {
  return new AppError('NOT_FOUND', 'You have not written a review of this course.');
}
