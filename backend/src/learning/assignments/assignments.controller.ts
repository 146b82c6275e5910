import {
  type SaveSubmissionRequest,
  saveSubmissionRequestSchema,
  type Submission,
  submissionSchema,
} from '@classy-book/contracts/assignments';
import { courseReferenceSchema } from '@classy-book/contracts/courses';
import { blockIdSchema } from '@classy-book/contracts/lesson-blocks';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { SubmissionsService } from './submissions.service.js';

/** Assignments as learners do them. */
@ApiTags('Learning')
@Controller('learn/courses/:course/lessons/:lessonId/assignments/:blockId')
export class AssignmentsController {
  constructor(private readonly submissions: SubmissionsService) {}

  @Get()
  @RequirePermission('account:self')
  @ApiAnswer(200, 'The work of the caller.', submissionSchema)
  @ApiFailures('NOT_FOUND', 'ENROLMENT_REQUIRED', 'LESSON_LOCKED')
  async get(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Param('lessonId', { schema: objectIdSchema }) lessonId: string,
    @Param('blockId', { schema: blockIdSchema }) blockId: string,
    @CurrentCaller() { principal }: Caller,
  ): Promise<Submission> {
    return await this.submissions.get({ course, lessonId, blockId }, principal);
  }

  @Put()
  @RequirePermission('account:self')
  @ApiAnswer(200, 'Kept, or handed in.', submissionSchema)
  @ApiFailures(
    'VALIDATION_FAILED',
    'NOT_FOUND',
    'ENROLMENT_REQUIRED',
    'LESSON_LOCKED',
    'FORBIDDEN',
    'STALE',
    'CONFLICT',
  )
  async save(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Param('lessonId', { schema: objectIdSchema }) lessonId: string,
    @Param('blockId', { schema: blockIdSchema }) blockId: string,
    @Body({ schema: saveSubmissionRequestSchema }) request: SaveSubmissionRequest,
    @CurrentCaller() { principal }: Caller,
  ): Promise<Submission> {
    return await this.submissions.save({ course, lessonId, blockId }, request, principal);
  }
}
