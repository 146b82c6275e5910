import {
  type ContainmentPlan,
  containmentPlanSchema,
  type ContainRequest,
  containRequestSchema,
  type UndoContainmentRequest,
  undoContainmentRequestSchema,
} from '@classy-book/contracts/containment';
import {
  type IncidentDetail,
  incidentDetailSchema,
  incidentNoteRequestSchema,
  type IncidentTimelineEntry,
  incidentTimelineEntrySchema,
  type ReportIncidentRequest,
  reportIncidentRequestSchema,
  type UpdateIncidentRequest,
  updateIncidentRequestSchema,
} from '@classy-book/contracts/incidents';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { ContainmentPlanService } from './containment-plan.service.js';
import { ContainmentService } from './containment.service.js';
import { IncidentChangesService } from './incident-changes.service.js';
import { IncidentReportsService } from './incident-reports.service.js';

/** What people do to incidents. */
@ApiTags('Incidents')
@Controller('monitoring/incidents')
export class IncidentHandlingController {
  constructor(
    private readonly changes: IncidentChangesService,
    private readonly reports: IncidentReportsService,
    private readonly plans: ContainmentPlanService,
    private readonly containment: ContainmentService,
  ) {}

  @Post()
  @RequirePermission('incidents:manage')
  @ApiAnswer(201, 'The incident that was reported.', incidentDetailSchema)
  @ApiFailures('VALIDATION_FAILED')
  async report(
    @Body({ schema: reportIncidentRequestSchema }) request: ReportIncidentRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<IncidentDetail> {
    return await this.reports.report(request, caller);
  }

  @Patch(':id')
  @RequirePermission('incidents:manage')
  @ApiAnswer(200, 'The incident as it is now.', incidentDetailSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT', 'LIMIT_REACHED')
  async update(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: updateIncidentRequestSchema }) request: UpdateIncidentRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<IncidentDetail> {
    return await this.changes.update(id, request, caller);
  }

  @Post(':id/notes')
  @RequirePermission('incidents:manage')
  @ApiAnswer(201, 'The entry that was added to the timeline.', incidentTimelineEntrySchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'LIMIT_REACHED')
  async note(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: incidentNoteRequestSchema }) { text }: { text: string },
    @CurrentCaller() caller: Caller,
  ): Promise<IncidentTimelineEntry> {
    return await this.changes.note(id, text, caller);
  }

  @Get(':id/containment')
  @RequirePermission('incidents:manage')
  @ApiAnswer(200, 'What could be done now, by the caller.', containmentPlanSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async plan(
    @Param('id', { schema: objectIdSchema }) id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<ContainmentPlan> {
    return await this.plans.plan(id, caller);
  }

  /** Each action takes its own permission besides: blocks `monitoring:block`, locks `users:lock`, the rest `sessions:revoke`. */
  @Post(':id/containment')
  @HttpCode(200)
  @RequirePermission('incidents:manage')
  @ApiAnswer(
    200,
    'Done, and in force from the next request on; `containment` says what became of each.',
    incidentDetailSchema,
  )
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT', 'SELF_BLOCK')
  async contain(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: containRequestSchema }) request: ContainRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<IncidentDetail> {
    return await this.containment.contain(id, request, caller);
  }

  @Post(':id/containment/undo')
  @HttpCode(200)
  @RequirePermission('incidents:manage')
  @ApiAnswer(200, 'The blocks and locks that were made are lifted.', incidentDetailSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT')
  async undo(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: undoContainmentRequestSchema }) request: UndoContainmentRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<IncidentDetail> {
    return await this.containment.undo(id, request, caller);
  }
}
