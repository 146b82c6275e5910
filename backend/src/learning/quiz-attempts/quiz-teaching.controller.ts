import { objectIdSchema } from '@classy-book/contracts/primitives';
import {
  type QuizAllowance,
  quizAllowanceSchema,
  type QuizAttempt,
  quizAttemptSchema,
} from '@classy-book/contracts/quiz-attempts';
import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { AttemptPreviewsService } from './attempt-previews.service.js';
import { QuizAllowancesService } from './quiz-allowances.service.js';

/** What teachers do with a quiz besides writing it: try it out, and allow single learners more. */
@ApiTags('Teaching')
@Controller('teach/courses/:id/quizzes/:quizId')
export class QuizTeachingController {
  constructor(
    private readonly previews: AttemptPreviewsService,
    private readonly allowances: QuizAllowancesService,
  ) {}

  @Post('preview-attempts')
  @HttpCode(200)
  @RequirePermission('courses:teach')
  @ApiAnswer(200, 'An attempt with the draft, which counts for nothing and goes after a day.', quizAttemptSchema)
  @ApiFailures('NOT_FOUND')
  async preview(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Param('quizId', { schema: objectIdSchema }) quizId: string,
    @CurrentCaller() { principal }: Caller,
  ): Promise<QuizAttempt> {
    return await this.previews.start(courseId, quizId, principal);
  }

  @Get('allowances/:enrolmentId')
  @RequirePermission('courses:teach')
  @ApiAnswer(200, 'What the learner is allowed beyond the rules.', quizAllowanceSchema)
  @ApiFailures('NOT_FOUND')
  async allowance(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Param('quizId', { schema: objectIdSchema }) quizId: string,
    @Param('enrolmentId', { schema: objectIdSchema }) enrolmentId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<QuizAllowance> {
    return await this.allowances.get({ courseId, quizId, enrolmentId }, caller);
  }

  @Put('allowances/:enrolmentId')
  @RequirePermission('courses:teach')
  @ApiAnswer(200, 'Allowed from now on, also in a running attempt.', quizAllowanceSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async setAllowance(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Param('quizId', { schema: objectIdSchema }) quizId: string,
    @Param('enrolmentId', { schema: objectIdSchema }) enrolmentId: string,
    @Body({ schema: quizAllowanceSchema }) allowance: QuizAllowance,
    @CurrentCaller() caller: Caller,
  ): Promise<QuizAllowance> {
    return await this.allowances.put({ courseId, quizId, enrolmentId }, allowance, caller);
  }
}
