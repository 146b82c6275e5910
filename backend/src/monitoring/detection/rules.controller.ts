import {
  type DetectionRule,
  detectionRuleSchema,
  type DryRunRequest,
  dryRunRequestSchema,
  type RuleId,
  ruleIdSchema,
  type UpdateRuleRequest,
  updateRuleRequestSchema,
} from '@classy-book/contracts/detection';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Put, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { DryRunService } from './dry-run.service.js';
import { RulesService } from './rules.service.js';

/** The detection rules: how they are set, and what they would have found. */
@ApiTags('Monitoring')
@Controller('monitoring/rules')
export class RulesController {
  constructor(
    private readonly rules: RulesService,
    private readonly dryRuns: DryRunService,
  ) {}

  @Get()
  @RequirePermission('monitoring:read')
  @ApiAnswer(200, 'All rules, with what they found in the last 30 days.', z.array(detectionRuleSchema))
  async list(): Promise<DetectionRule[]> {
    return await this.rules.list();
  }

  @Put(':id')
  @RequirePermission('monitoring:configure')
  @ApiAnswer(200, 'The rule as it is set now, in every process.', detectionRuleSchema)
  @ApiFailures('VALIDATION_FAILED', 'CONFLICT')
  async update(
    @Param('id', { schema: ruleIdSchema }) id: RuleId,
    @Body({ schema: updateRuleRequestSchema }) request: UpdateRuleRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<DetectionRule> {
    return await this.rules.update(id, request, caller);
  }

  @Post(':id/dry-run')
  @HttpCode(200)
  @RequirePermission('monitoring:configure')
  @ApiProduces('application/x-ndjson')
  @ApiOkResponse({ description: 'How far it has come, line by line, and then what the rule would have found.' })
  @ApiFailures('VALIDATION_FAILED', 'RATE_LIMITED')
  // compressed, the lines would wait for each other
  @Header('Cache-Control', 'no-store, no-transform')
  async dryRun(
    @Param('id', { schema: ruleIdSchema }) id: RuleId,
    @Body({ schema: dryRunRequestSchema }) request: DryRunRequest,
  ): Promise<StreamableFile> {
    return new StreamableFile(await this.dryRuns.start(id, request), { type: 'application/x-ndjson; charset=utf-8' });
  }
}
