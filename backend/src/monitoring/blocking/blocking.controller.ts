import {
  type BlockedIp,
  type BlockedIpListQuery,
  blockedIpListQuerySchema,
  blockedIpSchema,
  type BlockIpRequest,
  blockIpRequestSchema,
  type UnblockIpRequest,
  unblockIpRequestSchema,
} from '@classy-book/contracts/blocking';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { BlockedAddressesService } from '../../security/blocked-addresses/blocked-addresses.service.js';

/** Blocked addresses as the desk sees and changes them. */
@ApiTags('Monitoring')
@Controller('monitoring')
export class BlockingController {
  constructor(private readonly addresses: BlockedAddressesService) {}

  @Get('blocked-ips')
  @RequirePermission('monitoring:read')
  @ApiPage('The blocks, newest first.', blockedIpSchema)
  @ApiFailures('VALIDATION_FAILED', 'RANGE_OFF_BOUNDARY')
  async list(@Query({ schema: blockedIpListQuerySchema }) query: BlockedIpListQuery): Promise<Page<BlockedIp>> {
    return await this.addresses.list(query);
  }

  @Post('block-ip')
  @HttpCode(200)
  @RequirePermission('monitoring:block')
  @ApiAnswer(200, 'Blocked from the next request on.', blockedIpSchema)
  @ApiFailures('VALIDATION_FAILED', 'RANGE_OFF_BOUNDARY', 'RANGE_TOO_WIDE', 'SELF_BLOCK')
  async block(
    @Body({ schema: blockIpRequestSchema }) request: BlockIpRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<BlockedIp> {
    return await this.addresses.block(request, caller);
  }

  @Post('unblock-ip')
  @HttpCode(200)
  @RequirePermission('monitoring:block')
  @ApiAnswer(200, 'May come in again from the next request on.', null)
  @ApiFailures('VALIDATION_FAILED', 'RANGE_OFF_BOUNDARY', 'NOT_BLOCKED', 'COVERED_BY_RANGE')
  async unblock(
    @Body({ schema: unblockIpRequestSchema }) request: UnblockIpRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<null> {
    await this.addresses.unblock(request, caller);
    return null;
  }
}
