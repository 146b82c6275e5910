import {
  type AssignmentWork,
  assignmentWorkSchema,
  type EssayWork,
  essayWorkSchema,
  type GradeAssignmentRequest,
  gradeAssignmentRequestSchema,
  type GradeEssaysRequest,
  gradeEssaysRequestSchema,
  type GradingQueueQuery,
  gradingQueueQuerySchema,
  type GradingRow,
  gradingRowSchema,
} from '@classy-book/contracts/gradebook';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { SubmissionGradingService } from '../assignments/submission-grading.service.js';
import { EssayGradingService } from '../quiz-attempts/essay-grading.service.js';
import { GradingQueueService } from './grading-queue.service.js';

/** What waits for the teachers of a course, and their grading of it. */
@ApiTags('Teaching')
@Controller('teach/courses/:id/grading')
export class GradingController {
  constructor(
    private readonly queue: GradingQueueService,
    private readonly essays: EssayGradingService,
    private readonly submissions: SubmissionGradingService,
  ) {}

  @Get()
  @RequirePermission('courses:teach')
  @ApiPage('Essays and assignments that wait, oldest first.', gradingRowSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async list(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Query({ schema: gradingQueueQuerySchema }) query: GradingQueueQuery,
    @CurrentCaller() { principal }: Caller,
  ): Promise<Page<GradingRow>> {
    return await this.queue.page(courseId, query, principal);
  }

  @Get('quiz/:workId')
  @RequirePermission('courses:teach')
  @ApiAnswer(200, 'The essays of an attempt.', essayWorkSchema)
  @ApiFailures('NOT_FOUND')
  async essayWork(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Param('workId', { schema: objectIdSchema }) workId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<EssayWork> {
    return await this.essays.get(courseId, workId, caller);
  }

  @Put('quiz/:workId')
  @RequirePermission('courses:teach')
  @ApiAnswer(200, 'Graded; the attempt is when all of its essays are.', essayWorkSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STALE')
  async gradeEssays(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Param('workId', { schema: objectIdSchema }) workId: string,
    @Body({ schema: gradeEssaysRequestSchema }) request: GradeEssaysRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<EssayWork> {
    return await this.essays.grade(courseId, workId, request, caller);
  }

  @Get('assignment/:workId')
  @RequirePermission('courses:teach')
  @ApiAnswer(200, 'What was handed in.', assignmentWorkSchema)
  @ApiFailures('NOT_FOUND')
  async assignmentWork(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Param('workId', { schema: objectIdSchema }) workId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<AssignmentWork> {
    return await this.submissions.get(courseId, workId, caller);
  }

  @Put('assignment/:workId')
  @RequirePermission('courses:teach')
  @ApiAnswer(200, 'Graded, or returned to be worked over.', assignmentWorkSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STALE', 'ENROLMENT_REQUIRED')
  async gradeAssignment(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Param('workId', { schema: objectIdSchema }) workId: string,
    @Body({ schema: gradeAssignmentRequestSchema }) request: GradeAssignmentRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<AssignmentWork> {
    return await this.submissions.grade(courseId, workId, request, caller);
  }
}
