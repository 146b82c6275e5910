import { objectIdSchema } from '@classy-book/contracts/primitives';
import {
  type ReplyRequest,
  replyRequestSchema,
  type Review,
  type ReviewQuery,
  reviewQuerySchema,
  reviewSchema,
  type ReviewVisibilityRequest,
  reviewVisibilityRequestSchema,
} from '@classy-book/contracts/reviews';
import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { ReviewModerationService } from './review-moderation.service.js';
import { ReviewsService } from './reviews.service.js';

/** Answers of teachers. */
@ApiTags('Reviews')
@RequirePermission('courses:teach')
@Controller('teach/reviews')
export class ReviewRepliesController {
  constructor(private readonly moderation: ReviewModerationService) {}

  @Put(':id/reply')
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
}

/** What only who manages all courses may do. */
@ApiTags('Reviews')
@RequirePermission('courses:manage')
@Controller('admin')
export class ReviewModerationController {
  constructor(
    private readonly reviews: ReviewsService,
    private readonly moderation: ReviewModerationService,
  ) {}

  @Get('courses/:id/reviews')
  @ApiPage('All reviews of a course, hidden ones too.', reviewSchema)
  @ApiFailures('VALIDATION_FAILED', 'FORBIDDEN')
  async listAll(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Query({ schema: reviewQuerySchema }) query: ReviewQuery,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<Page<Review>> {
    return await this.reviews.listAll(id, query, principal.userId);
  }

  @Post('reviews/:id/visibility')
  @HttpCode(200)
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
