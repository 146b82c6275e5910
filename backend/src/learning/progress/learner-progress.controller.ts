import {
  type LearnerProgress,
  learnerProgressSchema,
  type ProgressReset,
  progressResetSchema,
} from '@classy-book/contracts/learn';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { LearnerProgressService } from './learner-progress.service.js';
import { ProgressResetService } from './progress-reset.service.js';

/** How one learner stands, and beginning anew, for the teachers of a course. */
@ApiTags('Teaching')
@Controller('teach/courses/:id/people/:enrolmentId')
export class LearnerProgressController {
  constructor(
    private readonly learners: LearnerProgressService,
    private readonly resets: ProgressResetService,
  ) {}

  @Get('progress')
  @RequirePermission('courses:teach')
  @ApiAnswer(200, 'Each published lesson with its rules and what was done.', learnerProgressSchema)
  @ApiFailures('NOT_FOUND')
  async progress(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Param('enrolmentId', { schema: objectIdSchema }) enrolmentId: string,
    @CurrentCaller() { principal }: Caller,
  ): Promise<LearnerProgress> {
    return await this.learners.progress(courseId, enrolmentId, principal);
  }

  @Get('reset')
  @RequirePermission('courses:teach')
  @ApiAnswer(200, 'What a reset would remove, counted.', progressResetSchema)
  @ApiFailures('NOT_FOUND')
  async preview(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Param('enrolmentId', { schema: objectIdSchema }) enrolmentId: string,
    @CurrentCaller() { principal }: Caller,
  ): Promise<ProgressReset> {
    return await this.resets.preview(courseId, enrolmentId, principal);
  }

  @Post('reset')
  @HttpCode(200)
  @RequirePermission('courses:teach')
  @ApiAnswer(200, 'The learner begins anew; this was removed.', progressResetSchema)
  @ApiFailures('NOT_FOUND')
  async reset(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Param('enrolmentId', { schema: objectIdSchema }) enrolmentId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<ProgressReset> {
    return await this.resets.reset(courseId, enrolmentId, caller);
  }
}
