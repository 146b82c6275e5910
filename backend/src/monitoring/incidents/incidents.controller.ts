import {
  type Incident,
  incidentAssigneeQuerySchema,
  type IncidentAssigneeQuery,
  type IncidentDetail,
  incidentDetailSchema,
  type IncidentExportQuery,
  incidentExportQuerySchema,
  type IncidentListQuery,
  incidentListQuerySchema,
  type IncidentMetrics,
  type IncidentMetricsQuery,
  incidentMetricsQuerySchema,
  incidentMetricsSchema,
  type IncidentPerson,
  incidentPersonSchema,
  incidentSchema,
  type IncidentTimelineEntry,
  incidentTimelineEntrySchema,
  type IncidentTimelineQuery,
  incidentTimelineQuerySchema,
} from '@classy-book/contracts/incidents';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { AssigneesService } from './assignees.service.js';
import { IncidentExportService } from './incident-export.service.js';
import { IncidentFiguresService } from './incident-figures.service.js';
import { IncidentTimelineService } from './incident-timeline.service.js';
import { IncidentsService } from './incidents.service.js';

/** The incidents as the desk reads them. */
@ApiTags('Incidents')
@Controller('monitoring/incidents')
export class IncidentsController {
  constructor(
    private readonly incidents: IncidentsService,
    private readonly timelines: IncidentTimelineService,
    private readonly figures: IncidentFiguresService,
    private readonly exports: IncidentExportService,
    private readonly assignees: AssigneesService,
  ) {}

  @Get()
  @RequirePermission('monitoring:read')
  @ApiPage('The incidents that the filter keeps.', incidentSchema)
  @ApiFailures('VALIDATION_FAILED', 'RANGE_OFF_BOUNDARY')
  async list(
    @Query({ schema: incidentListQuerySchema }) query: IncidentListQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<Page<Incident>> {
    return await this.incidents.list(query, caller);
  }

  @Get('metrics')
  @RequirePermission('monitoring:read')
  @ApiAnswer(200, 'How fast incidents were detected, contained and closed.', incidentMetricsSchema)
  @ApiFailures('VALIDATION_FAILED')
  async metrics(
    @Query({ schema: incidentMetricsQuerySchema }) { days }: IncidentMetricsQuery,
  ): Promise<IncidentMetrics> {
    return await this.figures.read(days);
  }

  @Get('assignees')
  @RequirePermission('incidents:manage')
  @ApiAnswer(200, 'Who can be given an incident, by email, at most 100.', incidentPersonSchema.array())
  @ApiFailures('VALIDATION_FAILED')
  async listAssignees(
    @Query({ schema: incidentAssigneeQuerySchema }) query: IncidentAssigneeQuery,
  ): Promise<IncidentPerson[]> {
    return await this.assignees.list(query);
  }

  @Get('export')
  @RateLimit('export')
  @RequirePermission('monitoring:read')
  @ApiProduces('text/csv', 'application/x-ndjson')
  @ApiOkResponse({ description: 'The incidents that the filter keeps, as a file.' })
  @ApiFailures('VALIDATION_FAILED', 'RANGE_OFF_BOUNDARY', 'RATE_LIMITED')
  async export(
    @Query({ schema: incidentExportQuerySchema }) query: IncidentExportQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<StreamableFile> {
    const { stream, filename, type } = await this.exports.start(query, caller);
    return new StreamableFile(stream, { type, disposition: `attachment; filename="${filename}"` });
  }

  @Get(':id')
  @RequirePermission('monitoring:read')
  @ApiAnswer(200, 'The incident with its entities and its containment.', incidentDetailSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async describe(@Param('id', { schema: objectIdSchema }) id: string): Promise<IncidentDetail> {
    return await this.incidents.describe(id);
  }

  @Get(':id/timeline')
  @RequirePermission('monitoring:read')
  @ApiPage('The story of the incident with its evidence, oldest first.', incidentTimelineEntrySchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async timeline(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Query({ schema: incidentTimelineQuerySchema }) query: IncidentTimelineQuery,
  ): Promise<Page<IncidentTimelineEntry>> {
    return await this.timelines.list(id, query);
  }
}
