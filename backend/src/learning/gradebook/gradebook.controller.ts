import {
  type GradebookColumn,
  gradebookColumnSchema,
  type GradebookExportQuery,
  gradebookExportQuerySchema,
  type GradebookQuery,
  gradebookQuerySchema,
  type GradebookRow,
  gradebookRowSchema,
  type LearnerGrades,
  learnerGradesSchema,
} from '@classy-book/contracts/gradebook';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { GradebookExportService } from './gradebook-export.service.js';
import { GradebookService } from './gradebook.service.js';

/** The grades of a course, for its teachers. */
@ApiTags('Teaching')
@Controller('teach/courses/:id')
export class GradebookController {
  constructor(
    private readonly gradebook: GradebookService,
    private readonly exports: GradebookExportService,
  ) {}

  @Get('gradebook')
  @RequirePermission('courses:teach')
  @ApiPage('Learners with what they have for each item.', gradebookRowSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async page(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Query({ schema: gradebookQuerySchema }) query: GradebookQuery,
    @CurrentCaller() { principal }: Caller,
  ): Promise<Page<GradebookRow>> {
    return await this.gradebook.page(courseId, query, principal);
  }

  @Get('gradebook/columns')
  @RequirePermission('courses:teach')
  @ApiAnswer(200, 'The graded items of the published outline, in order.', z.array(gradebookColumnSchema))
  @ApiFailures('NOT_FOUND')
  async columns(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @CurrentCaller() { principal }: Caller,
  ): Promise<GradebookColumn[]> {
    return await this.gradebook.columns(courseId, principal);
  }

  @Get('gradebook/export')
  @RequirePermission('courses:teach')
  @RateLimit('export')
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The gradebook as CSV: a row for each learner, a column for each item, in percent.' })
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'RATE_LIMITED')
  async export(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Query({ schema: gradebookExportQuerySchema }) query: GradebookExportQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<StreamableFile> {
    const { stream, filename, type } = await this.exports.export(courseId, query, caller);
    return new StreamableFile(stream, { type, disposition: `attachment; filename="${filename}"` });
  }

  @Get('people/:enrolmentId/grades')
  @RequirePermission('courses:teach')
  @ApiAnswer(200, 'The work of one learner, item by item.', learnerGradesSchema)
  @ApiFailures('NOT_FOUND')
  async learner(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Param('enrolmentId', { schema: objectIdSchema }) enrolmentId: string,
    @CurrentCaller() { principal }: Caller,
  ): Promise<LearnerGrades> {
    return await this.gradebook.learner(courseId, enrolmentId, principal);
  }
}
