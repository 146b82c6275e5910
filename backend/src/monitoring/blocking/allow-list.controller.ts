import {
  type AllowedIp,
  allowedIpSchema,
  type AllowIpRequest,
  allowIpRequestSchema,
} from '@classy-book/contracts/blocking';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission, RequireStepUp } from '../../common/http/route-access.decorator.js';
import { AllowedAddressesService } from '../../security/blocked-addresses/allowed-addresses.service.js';

/** The addresses that no block keeps out. */
@ApiTags('Monitoring')
@Controller('monitoring/allowed-ips')
export class AllowListController {
  constructor(private readonly allowed: AllowedAddressesService) {}

  @Get()
  @RequirePermission('monitoring:read')
  @ApiAnswer(200, 'The whole list, newest first; at most 1,000.', z.array(allowedIpSchema))
  async list(): Promise<AllowedIp[]> {
    return await this.allowed.list();
  }

  @Post()
  @HttpCode(201)
  @RequirePermission('monitoring:block')
  @RequireStepUp()
  @ApiAnswer(201, 'On the list from the next request on.', allowedIpSchema)
  @ApiFailures('VALIDATION_FAILED', 'RANGE_OFF_BOUNDARY', 'RANGE_TOO_WIDE', 'CONFLICT', 'LIMIT_REACHED')
  async add(
    @Body({ schema: allowIpRequestSchema }) request: AllowIpRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<AllowedIp> {
    return await this.allowed.add(request, caller);
  }

  @Delete(':id')
  @RequirePermission('monitoring:block')
  @RequireStepUp()
  @ApiAnswer(200, 'Off the list from the next request on.', null)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async remove(@Param('id', { schema: objectIdSchema }) id: string, @CurrentCaller() caller: Caller): Promise<null> {
    await this.allowed.remove(id, caller);
    return null;
  }
}
