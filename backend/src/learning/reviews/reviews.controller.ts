import { courseReferenceSchema } from '@classy-book/contracts/courses';
import {
  type OwnReview,
  ownReviewSchema,
  type RatingSummary,
  ratingSummarySchema,
  type Review,
  type ReviewQuery,
  reviewQuerySchema,
  reviewSchema,
  type WriteReviewRequest,
  writeReviewRequestSchema,
} from '@classy-book/contracts/reviews';
import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { Public, RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { ReviewsService } from './reviews.service.js';

/** What learners wrote about courses: everybody reads it. */
@ApiTags('Reviews')
@Public()
@Controller('catalogue/courses/:course')
export class ReviewsController {
  constructor(private readonly reviews: ReviewsService) {}

  @Get('reviews')
  @ApiPage('Reviews of a published course, newest first.', reviewSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async list(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Query({ schema: reviewQuerySchema }) query: ReviewQuery,
  ): Promise<Page<Review>> {
    return await this.reviews.list(course, query, null);
  }

  @Get('rating')
  @ApiAnswer(200, 'How many gave each number of stars.', ratingSummarySchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async rating(@Param('course', { schema: courseReferenceSchema }) course: string): Promise<RatingSummary> {
    return await this.reviews.rating(course);
  }
}

/** The review of somebody's own. */
@ApiTags('Reviews')
@RequirePermission('account:self')
@Controller('learn/courses/:course/review')
export class OwnReviewController {
  constructor(private readonly reviews: ReviewsService) {}

  @Get()
  @ApiAnswer(200, 'The own review, and whether one may be written.', ownReviewSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async own(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<OwnReview> {
    return await this.reviews.own(course, principal.userId);
  }

  @Put()
  @ApiAnswer(200, 'The own review as it is now.', reviewSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'ENROLMENT_REQUIRED')
  async write(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Body({ schema: writeReviewRequestSchema }) request: WriteReviewRequest,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<Review> {
    return await this.reviews.write(course, request, principal.userId);
  }

  @Delete()
  @HttpCode(200)
  @ApiAnswer(200, 'Removed.', null)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async remove(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<null> {
    await this.reviews.remove(course, principal.userId);
    return null;
  }
}
