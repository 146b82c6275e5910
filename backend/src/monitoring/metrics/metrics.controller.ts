import {
  type Timeline,
  type TimelineQuery,
  timelineQuerySchema,
  timelineSchema,
} from '@classy-book/contracts/attempts';
import { type SecurityMetrics, securityMetricsSchema } from '@classy-book/contracts/metrics';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { SecurityMetricsService } from './security-metrics.service.js';
import { TimelineService } from './timeline.service.js';

/** The figures of the desk. */
@ApiTags('Monitoring')
@Controller('monitoring')
export class MetricsController {
  constructor(
    private readonly metrics: SecurityMetricsService,
    private readonly timeline: TimelineService,
  ) {}

  @Get('security-metrics')
  @RequirePermission('monitoring:read')
  @ApiAnswer(200, 'The figures of now and of the last 24 hours.', securityMetricsSchema)
  async readMetrics(): Promise<SecurityMetrics> {
    return await this.metrics.read();
  }

  @Get('timeline')
  @RequirePermission('monitoring:read')
  @ApiAnswer(200, 'The attempts that the filter keeps, by time and outcome.', timelineSchema)
  @ApiFailures('VALIDATION_FAILED', 'RANGE_OFF_BOUNDARY')
  async readTimeline(@Query({ schema: timelineQuerySchema }) query: TimelineQuery): Promise<Timeline> {
    return await this.timeline.read(query);
  }
}
