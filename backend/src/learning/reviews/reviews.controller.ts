import { courseReferenceSchema } from '@classy-book/contracts/courses';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import {
  type OwnReview,
  ownReviewSchema,
  type RatingSummary,
  ratingSummarySchema,
  type ReplyRequest,
  replyRequestSchema,
  type Review,
  type ReviewQuery,
  reviewQuerySchema,
  reviewSchema,
  type ReviewVisibilityRequest,
  reviewVisibilityRequestSchema,
  type WriteReviewRequest,
  writeReviewRequestSchema,
} from '@classy-book/contracts/reviews';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { Public, RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { ReviewModerationService } from './review-moderation.service.js';
import { ReviewsService } from './reviews.service.js';

/** What learners wrote about courses. */
@ApiTags('Reviews')
@Controller()
export class ReviewsController {
  constructor(
    private readonly reviews: ReviewsService,
    private readonly moderation: ReviewModerationService,
  ) {}

  @Get('catalogue/courses/:course/reviews')
  @Public()
  @ApiPage('Reviews of a published course, newest first.', reviewSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async list(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Query({ schema: reviewQuerySchema }) query: ReviewQuery,
  ): Promise<Page<Review>> {
    return await this.reviews.list(course, query, null);
  }

  @Get('catalogue/courses/:course/rating')
  @Public()
  @ApiAnswer(200, 'How many gave each number of stars.', ratingSummarySchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async rating(@Param('course', { schema: courseReferenceSchema }) course: string): Promise<RatingSummary> {
    return await this.reviews.rating(course);
  }

  @Get('learn/courses/:course/review')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'The own review, and whether one may be written.', ownReviewSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async own(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<OwnReview> {
    return await this.reviews.own(course, principal.userId);
  }

  @Put('learn/courses/:course/review')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'The own review as it is now.', reviewSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'ENROLMENT_REQUIRED')
  async write(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Body({ schema: writeReviewRequestSchema }) request: WriteReviewRequest,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<Review> {
    return await this.reviews.write(course, request, principal.userId);
  }

  @Delete('learn/courses/:course/review')
  @HttpCode(200)
  @RequirePermission('account:self')
  @ApiAnswer(200, 'Removed.', null)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async remove(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<null> {
    await this.reviews.remove(course, principal.userId);
    return null;
  }

  @Put('teach/reviews/:id/reply')
  @RequirePermission('courses:teach')
  @ApiAnswer(200, 'Answered, or the answer taken back.', null)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'FORBIDDEN')
  async reply(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: replyRequestSchema }) request: ReplyRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<null> {
    await this.moderation.reply(id, request, caller);
    return null;
  }

  @Get('admin/courses/:id/reviews')
  @RequirePermission('courses:manage')
  @ApiPage('All reviews of a course, hidden ones too.', reviewSchema)
  @ApiFailures('VALIDATION_FAILED', 'FORBIDDEN')
  async listAll(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Query({ schema: reviewQuerySchema }) query: ReviewQuery,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<Page<Review>> {
    return await this.reviews.listAll(id, query, principal.userId);
  }

  @Post('admin/reviews/:id/visibility')
  @HttpCode(200)
  @RequirePermission('courses:manage')
  @ApiAnswer(200, 'Hidden, or shown again.', null)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'FORBIDDEN', 'CONFLICT')
  async setHidden(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: reviewVisibilityRequestSchema }) request: ReviewVisibilityRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<null> {
    await this.moderation.setHidden(id, request, caller);
    return null;
  }
}
