import {
  type Question,
  type QuestionDetail,
  questionDetailSchema,
  type QuestionListQuery,
  questionListQuerySchema,
  questionSchema,
  type WriteQuestionRequest,
  writeQuestionRequestSchema,
} from '@classy-book/contracts/community';
import { courseReferenceSchema } from '@classy-book/contracts/courses';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import {
  type Caller,
  CurrentCaller,
  CurrentSession,
  type SessionCaller,
} from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { QuestionsService } from './questions.service.js';

const CLOSED = ['VALIDATION_FAILED', 'NOT_FOUND', 'ENROLMENT_REQUIRED', 'LESSON_LOCKED'] as const;

/** Questions by their lesson, and by their course. */
@ApiTags('Questions')
@Controller()
export class QuestionsController {
  constructor(private readonly questions: QuestionsService) {}

  @Get('learn/courses/:course/lessons/:lessonId/questions')
  @RequirePermission('account:self')
  @ApiPage('The questions under a lesson that is open to the caller, newest first.', questionSchema)
  @ApiFailures(...CLOSED)
  async ofLesson(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Param('lessonId', { schema: objectIdSchema }) lessonId: string,
    @Query({ schema: questionListQuerySchema }) query: QuestionListQuery,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<Page<Question>> {
    return await this.questions.ofLesson(course, lessonId, query, principal);
  }

  @Post('learn/courses/:course/lessons/:lessonId/questions')
  @RequirePermission('account:self')
  @RateLimit('post')
  @ApiAnswer(201, 'Asked; the teachers of the course are told.', questionDetailSchema)
  @ApiFailures(...CLOSED, 'LIMIT_REACHED', 'RATE_LIMITED')
  async ask(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Param('lessonId', { schema: objectIdSchema }) lessonId: string,
    @Body({ schema: writeQuestionRequestSchema }) request: WriteQuestionRequest,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<QuestionDetail> {
    return await this.questions.ask(course, lessonId, request, principal);
  }

  @Get('teach/courses/:id/questions')
  @RequirePermission('courses:teach')
  @ApiPage('The questions of a course, newest first.', questionSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async ofCourse(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Query({ schema: questionListQuerySchema }) query: QuestionListQuery,
    @CurrentCaller() { principal }: Caller,
  ): Promise<Page<Question>> {
    return await this.questions.ofCourse(id, query, principal);
  }
}
