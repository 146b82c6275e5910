import {
  type AcceptAnswerRequest,
  acceptAnswerRequestSchema,
  type HidePostRequest,
  hidePostRequestSchema,
  type QuestionDetail,
  questionDetailSchema,
  type WriteAnswerRequest,
  writeAnswerRequestSchema,
  type WriteQuestionRequest,
  writeQuestionRequestSchema,
} from '@classy-book/contracts/community';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Delete, Get, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { AnswersService } from './answers.service.js';
import { ModerationService } from './moderation.service.js';
import { QuestionsService } from './questions.service.js';

const CLOSED = ['VALIDATION_FAILED', 'NOT_FOUND', 'ENROLMENT_REQUIRED', 'LESSON_LOCKED'] as const;
const ID = objectIdSchema;

/** One question with its answers. Teachers of the course moderate: the service looks at who asks. */
@ApiTags('Questions')
@Controller('discussions')
export class DiscussionsController {
  constructor(
    private readonly questions: QuestionsService,
    private readonly answers: AnswersService,
    private readonly moderation: ModerationService,
  ) {}

  @Get('questions/:id')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'The question with its answers.', questionDetailSchema)
  @ApiFailures(...CLOSED)
  async detail(
    @Param('id', { schema: ID }) id: string,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<QuestionDetail> {
    return await this.questions.detail(id, principal);
  }

  @Patch('questions/:id')
  @RequirePermission('account:self')
  @RateLimit('post')
  @ApiAnswer(200, 'Changed.', questionDetailSchema)
  @ApiFailures(...CLOSED, 'FORBIDDEN', 'RATE_LIMITED')
  async editQuestion(
    @Param('id', { schema: ID }) id: string,
    @Body({ schema: writeQuestionRequestSchema }) request: WriteQuestionRequest,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<QuestionDetail> {
    return await this.questions.edit(id, request, principal);
  }

  @Delete('questions/:id')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'It is gone, with its answers.', null)
  @ApiFailures(...CLOSED, 'FORBIDDEN', 'CONFLICT')
  async removeQuestion(
    @Param('id', { schema: ID }) id: string,
    @CurrentSession() caller: SessionCaller,
  ): Promise<null> {
    return await this.moderation.removeQuestion(id, caller);
  }

  @Put('questions/:id/hidden')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'Only its author and the teachers see it, or everybody again.', null)
  @ApiFailures(...CLOSED, 'FORBIDDEN')
  async hideQuestion(
    @Param('id', { schema: ID }) id: string,
    @Body({ schema: hidePostRequestSchema }) request: HidePostRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<null> {
    return await this.moderation.hideQuestion(id, request, caller);
  }

  @Put('questions/:id/accepted')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'This answer is the accepted one, or none is.', questionDetailSchema)
  @ApiFailures(...CLOSED, 'FORBIDDEN')
  async accept(
    @Param('id', { schema: ID }) id: string,
    @Body({ schema: acceptAnswerRequestSchema }) { answerId }: AcceptAnswerRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<QuestionDetail> {
    return await this.answers.accept(id, answerId, caller);
  }

  @Post('questions/:id/answers')
  @RequirePermission('account:self')
  @RateLimit('post')
  @ApiAnswer(201, 'The question with the new answer.', questionDetailSchema)
  @ApiFailures(...CLOSED, 'LIMIT_REACHED', 'RATE_LIMITED')
  async answer(
    @Param('id', { schema: ID }) id: string,
    @Body({ schema: writeAnswerRequestSchema }) request: WriteAnswerRequest,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<QuestionDetail> {
    return await this.answers.answer(id, request, principal);
  }

  @Patch('answers/:id')
  @RequirePermission('account:self')
  @RateLimit('post')
  @ApiAnswer(200, 'The question with the changed answer.', questionDetailSchema)
  @ApiFailures(...CLOSED, 'FORBIDDEN', 'RATE_LIMITED')
  async editAnswer(
    @Param('id', { schema: ID }) id: string,
    @Body({ schema: writeAnswerRequestSchema }) request: WriteAnswerRequest,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<QuestionDetail> {
    return await this.answers.edit(id, request, principal);
  }

  @Delete('answers/:id')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'It is gone.', null)
  @ApiFailures(...CLOSED, 'FORBIDDEN')
  async removeAnswer(@Param('id', { schema: ID }) id: string, @CurrentSession() caller: SessionCaller): Promise<null> {
    return await this.moderation.removeAnswer(id, caller);
  }

  @Put('answers/:id/hidden')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'Only its author and the teachers see it, or everybody again.', null)
  @ApiFailures(...CLOSED, 'FORBIDDEN')
  async hideAnswer(
    @Param('id', { schema: ID }) id: string,
    @Body({ schema: hidePostRequestSchema }) request: HidePostRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<null> {
    return await this.moderation.hideAnswer(id, request, caller);
  }
}
