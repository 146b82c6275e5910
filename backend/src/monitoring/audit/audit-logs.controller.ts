import {
  type AuditActions,
  auditActionsSchema,
  type AuditDetail,
  auditDetailSchema,
  type AuditEntry,
  auditEntrySchema,
  type AuditExportQuery,
  auditExportQuerySchema,
  type AuditListQuery,
  auditListQuerySchema,
} from '@classy-book/contracts/audit';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { AuditExportService } from './audit-export.service.js';
import { AuditSearchService } from './audit-search.service.js';

/** The audit log, searched and taken out; both are on record in it. */
@ApiTags('Audit')
@Controller('monitoring/audit-logs')
export class AuditLogsController {
  constructor(
    private readonly search: AuditSearchService,
    private readonly exports: AuditExportService,
  ) {}

  @Get()
  @RequirePermission('audit:read')
  @ApiPage('The records that the filter keeps.', auditEntrySchema)
  @ApiFailures('VALIDATION_FAILED')
  async list(
    @Query({ schema: auditListQuerySchema }) query: AuditListQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<Page<AuditEntry>> {
    return await this.search.list(query, caller);
  }

  @Get('actions')
  @RequirePermission('audit:read')
  @ApiAnswer(200, 'Every action that can be on record.', auditActionsSchema)
  actions(): AuditActions {
    return this.search.actions();
  }

  @Get('export')
  @RateLimit('export')
  @RequirePermission('audit:read')
  @ApiProduces('text/csv', 'application/x-ndjson')
  @ApiOkResponse({ description: 'The records that the filter keeps, as a file.' })
  @ApiFailures('VALIDATION_FAILED', 'RATE_LIMITED')
  async export(
    @Query({ schema: auditExportQuerySchema }) query: AuditExportQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<StreamableFile> {
    const { stream, filename, type } = await this.exports.start(query, caller);
    return new StreamableFile(stream, { type, disposition: `attachment; filename="${filename}"` });
  }

  @Get(':id')
  @RequirePermission('audit:read')
  @ApiAnswer(200, 'The record, its place in the chain, and what the same request did.', auditDetailSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async find(
    @Param('id', { schema: objectIdSchema }) id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<AuditDetail> {
    return await this.search.find(id, caller);
  }
}
