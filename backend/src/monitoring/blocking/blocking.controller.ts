import {
  type AddressCheck,
  addressCheckSchema,
  type BlockAnswer,
  blockAnswerSchema,
  type BlockedIpListQuery,
  blockedIpListQuerySchema,
  type BlockExportQuery,
  blockExportQuerySchema,
  type BlockIpRequest,
  blockIpRequestSchema,
  type BlockRecord,
  blockRecordSchema,
  checkAddressQuerySchema,
  type UnblockAnswer,
  unblockAnswerSchema,
  type UnblockIpRequest,
  unblockIpRequestSchema,
} from '@classy-book/contracts/blocking';
import { Body, Controller, Get, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { AddressCheckService } from '../../security/blocked-addresses/address-check.service.js';
import { BlockListService } from '../../security/blocked-addresses/block-list.service.js';
import { BlockedAddressesService } from '../../security/blocked-addresses/blocked-addresses.service.js';

/** Blocked addresses as the desk sees and changes them. */
@ApiTags('Monitoring')
@Controller('monitoring')
export class BlockingController {
  constructor(
    private readonly addresses: BlockedAddressesService,
    private readonly blocks: BlockListService,
    private readonly checks: AddressCheckService,
  ) {}

  @Get('blocked-ips')
  @RequirePermission('monitoring:read')
  @ApiPage('The blocks in force, and those that were.', blockRecordSchema)
  @ApiFailures('VALIDATION_FAILED', 'RANGE_OFF_BOUNDARY')
  async list(@Query({ schema: blockedIpListQuerySchema }) query: BlockedIpListQuery): Promise<Page<BlockRecord>> {
    return await this.blocks.list(query);
  }

  @Get('blocked-ips/export')
  @RequirePermission('monitoring:read')
  @RateLimit('export')
  @ApiProduces('text/csv', 'application/x-ndjson', 'text/plain')
  @ApiOkResponse({ description: 'The blocks as CSV, as JSON lines, or one CIDR in a line, which firewalls read.' })
  @ApiFailures('VALIDATION_FAILED', 'RANGE_OFF_BOUNDARY', 'RATE_LIMITED')
  async export(
    @Query({ schema: blockExportQuerySchema }) query: BlockExportQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<StreamableFile> {
    const { stream, filename, type } = await this.blocks.export(query, caller);
    return new StreamableFile(stream, { type, disposition: `attachment; filename="${filename}"` });
  }

  @Get('blocked-ips/check')
  @RequirePermission('monitoring:read')
  @ApiAnswer(200, 'Whether an address would be let in, and why.', addressCheckSchema)
  @ApiFailures('VALIDATION_FAILED', 'RANGE_OFF_BOUNDARY')
  async check(
    @Query({ schema: checkAddressQuerySchema }) { address }: { address: string },
    @CurrentCaller() caller: Caller,
  ): Promise<AddressCheck> {
    return await this.checks.check(address, caller);
  }

  @Post('block-ip')
  @HttpCode(200)
  @RequirePermission('monitoring:block')
  @ApiAnswer(200, 'Blocked from the next request on.', blockAnswerSchema)
  @ApiFailures('VALIDATION_FAILED', 'RANGE_OFF_BOUNDARY', 'RANGE_TOO_WIDE', 'SELF_BLOCK')
  async block(
    @Body({ schema: blockIpRequestSchema }) request: BlockIpRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<BlockAnswer> {
    return await this.addresses.block(request, caller);
  }

  @Post('unblock-ip')
  @HttpCode(200)
  @RequirePermission('monitoring:block')
  @ApiAnswer(200, 'May come in again from the next request on, unless a wider range keeps it out.', unblockAnswerSchema)
  @ApiFailures('VALIDATION_FAILED', 'RANGE_OFF_BOUNDARY', 'NOT_BLOCKED', 'COVERED_BY_RANGE')
  async unblock(
    @Body({ schema: unblockIpRequestSchema }) request: UnblockIpRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<UnblockAnswer> {
    return await this.addresses.unblock(request, caller);
  }
}
