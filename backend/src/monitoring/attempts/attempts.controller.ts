import {
  accountSummaryQuerySchema,
  addressSummaryQuerySchema,
  type AttemptExportQuery,
  attemptExportQuerySchema,
  type AttemptListQuery,
  attemptListQuerySchema,
  type EntitySummary,
  entitySummarySchema,
  type LoginAttempt,
  loginAttemptSchema,
} from '@classy-book/contracts/attempts';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { AttemptExportService } from './attempt-export.service.js';
import { AttemptsService } from './attempts.service.js';

/** The sign-in attempts as the desk reads them. */
@ApiTags('Monitoring')
@Controller('monitoring')
export class AttemptsController {
  constructor(
    private readonly attempts: AttemptsService,
    private readonly exports: AttemptExportService,
  ) {}

  @Get('login-attempts')
  @RequirePermission('monitoring:read')
  @ApiPage('The attempts that the filter keeps.', loginAttemptSchema)
  @ApiFailures('VALIDATION_FAILED', 'RANGE_OFF_BOUNDARY')
  async list(@Query({ schema: attemptListQuerySchema }) query: AttemptListQuery): Promise<Page<LoginAttempt>> {
    return await this.attempts.list(query);
  }

  @Get('login-attempts/export')
  @RequirePermission('monitoring:read')
  @ApiProduces('text/csv', 'application/x-ndjson')
  @ApiOkResponse({ description: 'The attempts that the filter keeps, as CSV or as JSON lines.' })
  @ApiFailures('VALIDATION_FAILED', 'RANGE_OFF_BOUNDARY', 'RATE_LIMITED')
  async export(
    @Query({ schema: attemptExportQuerySchema }) query: AttemptExportQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<StreamableFile> {
    const { stream, filename, type } = await this.exports.start(query, caller);
    return new StreamableFile(stream, { type, disposition: `attachment; filename="${filename}"` });
  }

  @Get('addresses/summary')
  @RequirePermission('monitoring:read')
  @ApiAnswer(200, 'The last 24 hours of an address or a range.', entitySummarySchema)
  @ApiFailures('VALIDATION_FAILED', 'RANGE_OFF_BOUNDARY')
  async summariseAddress(
    @Query({ schema: addressSummaryQuerySchema }) query: { address: string },
  ): Promise<EntitySummary> {
    return await this.attempts.summariseAddress(query.address);
  }

  @Get('accounts/summary')
  @RequirePermission('monitoring:read')
  @ApiAnswer(200, 'The last 24 hours of an account, which need not exist.', entitySummarySchema)
  @ApiFailures('VALIDATION_FAILED')
  async summariseAccount(
    @Query({ schema: accountSummaryQuerySchema }) query: { email: string },
  ): Promise<EntitySummary> {
    return await this.attempts.summariseAccount(query.email);
  }
}
