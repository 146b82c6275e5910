import { type ForwardDestination, forwardDestinationSchema } from '@classy-book/contracts/forwarding';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer } from '../../common/http/api-docs.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { ForwardingService } from './forwarding.service.js';

/** Where the audit log is forwarded to. */
@ApiTags('Webhooks')
@Controller('admin/forwarding')
export class ForwardingController {
  constructor(private readonly forwarding: ForwardingService) {}

  @Get()
  @RequirePermission('monitoring:configure')
  @ApiAnswer(200, 'Each destination, and how far it has come.', z.array(forwardDestinationSchema))
  async status(): Promise<ForwardDestination[]> {
    return await this.forwarding.status();
  }
}
