import {
  type Timeline,
  type TimelineQuery,
  timelineQuerySchema,
  timelineSchema,
} from '@classy-book/contracts/attempts';
import { type Figures, type FiguresQuery, figuresQuerySchema, figuresSchema } from '@classy-book/contracts/figures';
import { type SecurityMetrics, securityMetricsSchema } from '@classy-book/contracts/metrics';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { FiguresService } from './figures.service.js';
import { SecurityMetricsService } from './security-metrics.service.js';
import { TimelineService } from './timeline.service.js';

/** The figures of the desk. */
@ApiTags('Monitoring')
@Controller('monitoring')
export class MetricsController {
  constructor(
    private readonly metrics: SecurityMetricsService,
    private readonly timeline: TimelineService,
    private readonly figures: FiguresService,
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

  @Get('figures')
  @RequirePermission('monitoring:read')
  @ApiAnswer(200, 'The attempts of a window: counts, success rate, time line, and who tried most.', figuresSchema)
  @ApiFailures('VALIDATION_FAILED')
  async readFigures(@Query({ schema: figuresQuerySchema }) { window }: FiguresQuery): Promise<Figures> {
    return await this.figures.read(window);
  }
}
