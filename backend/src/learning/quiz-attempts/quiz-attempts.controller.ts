import { courseReferenceSchema } from '@classy-book/contracts/courses';
import { blockIdSchema } from '@classy-book/contracts/lesson-blocks';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import {
  type QuizAttempt,
  quizAttemptSchema,
  type QuizIntro,
  quizIntroSchema,
  type SaveAnswerRequest,
  saveAnswerRequestSchema,
  type SavedAnswer,
  savedAnswerSchema,
} from '@classy-book/contracts/quiz-attempts';
import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { QuizAttemptsService } from './quiz-attempts.service.js';
import { QuizIntroService } from './quiz-intro.service.js';

/** Quizzes as learners take them. */
@ApiTags('Learning')
@Controller('learn')
export class QuizAttemptsController {
  constructor(
    private readonly intros: QuizIntroService,
    private readonly attempts: QuizAttemptsService,
  ) {}

  @Get('courses/:course/lessons/:lessonId/quizzes/:blockId')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'The rules of the quiz and the attempts of the caller.', quizIntroSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'ENROLMENT_REQUIRED', 'LESSON_LOCKED')
  async intro(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Param('lessonId', { schema: objectIdSchema }) lessonId: string,
    @Param('blockId', { schema: blockIdSchema }) blockId: string,
    @CurrentCaller() { principal }: Caller,
  ): Promise<QuizIntro> {
    return await this.intros.intro({ course, lessonId, blockId }, principal);
  }

  @Post('courses/:course/lessons/:lessonId/quizzes/:blockId/attempts')
  @HttpCode(200)
  @RequirePermission('account:self')
  @ApiAnswer(200, 'The attempt that is in progress now.', quizAttemptSchema)
  @ApiFailures('NOT_FOUND', 'ENROLMENT_REQUIRED', 'LESSON_LOCKED', 'ATTEMPT_CLOSED', 'NO_ATTEMPTS_LEFT')
  async start(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Param('lessonId', { schema: objectIdSchema }) lessonId: string,
    @Param('blockId', { schema: blockIdSchema }) blockId: string,
    @CurrentCaller() { principal }: Caller,
  ): Promise<QuizAttempt> {
    return await this.intros.start({ course, lessonId, blockId }, principal);
  }

  @Get('quiz-attempts/:id')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'An attempt of the caller, to go on with or with its result.', quizAttemptSchema)
  @ApiFailures('NOT_FOUND', 'ENROLMENT_REQUIRED', 'LESSON_LOCKED')
  async get(
    @Param('id', { schema: objectIdSchema }) id: string,
    @CurrentCaller() { principal }: Caller,
  ): Promise<QuizAttempt> {
    return await this.attempts.get(id, principal);
  }

  @Put('quiz-attempts/:id/answers/:questionId')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'What is stored now: this answer, or one with a higher revision.', savedAnswerSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'ATTEMPT_CLOSED')
  async save(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Param('questionId', { schema: blockIdSchema }) questionId: string,
    @Body({ schema: saveAnswerRequestSchema }) request: SaveAnswerRequest,
    @CurrentCaller() { principal }: Caller,
  ): Promise<SavedAnswer> {
    return await this.attempts.save(id, questionId, request, principal);
  }

  @Post('quiz-attempts/:id/submit')
  @HttpCode(200)
  @RequirePermission('account:self')
  @ApiAnswer(200, 'Handed in, with what of the result may be shown.', quizAttemptSchema)
  @ApiFailures('NOT_FOUND', 'ENROLMENT_REQUIRED', 'LESSON_LOCKED')
  async submit(
    @Param('id', { schema: objectIdSchema }) id: string,
    @CurrentCaller() { principal }: Caller,
  ): Promise<QuizAttempt> {
    return await this.attempts.submit(id, principal);
  }
}
