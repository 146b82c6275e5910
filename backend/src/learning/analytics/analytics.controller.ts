import {
  type AnalyticsExportQuery,
  analyticsExportQuerySchema,
  type AnalyticsQuery,
  analyticsQuerySchema,
  type CourseAnalytics,
  courseAnalyticsSchema,
} from '@classy-book/contracts/analytics';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { AnalyticsService } from './analytics.service.js';

/** How a course goes, for its teachers. */
@ApiTags('Teaching')
@RequirePermission('courses:teach')
@Controller('teach/courses/:id/analytics')
export class AnalyticsController {
  constructor(private readonly analytics: AnalyticsService) {}

  @Get()
  @ApiAnswer(200, 'The figures, at most a minute old.', courseAnalyticsSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async of(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Query({ schema: analyticsQuerySchema }) query: AnalyticsQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<CourseAnalytics> {
    return await this.analytics.of(id, query, caller);
  }

  @Get('export')
  @RateLimit('export')
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'One of the tables, as CSV.' })
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'RATE_LIMITED')
  async export(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Query({ schema: analyticsExportQuerySchema }) query: AnalyticsExportQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<StreamableFile> {
    const { stream, filename, type } = await this.analytics.export(id, query, caller);
    return new StreamableFile(stream, { type, disposition: `attachment; filename="${filename}"` });
  }
}
