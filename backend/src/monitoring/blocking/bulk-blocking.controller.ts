import {
  type BlockManyAnswer,
  blockManyAnswerSchema,
  type BlockManyRequest,
  blockManyRequestSchema,
  type UnblockManyAnswer,
  unblockManyAnswerSchema,
  type UnblockManyRequest,
  unblockManyRequestSchema,
} from '@classy-book/contracts/blocking';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { BulkBlockingService } from '../../security/blocked-addresses/bulk-blocking.service.js';

/** Many blocked addresses at once. */
@ApiTags('Monitoring')
@Controller('monitoring')
export class BulkBlockingController {
  constructor(private readonly bulk: BulkBlockingService) {}

  @Post('block-ips')
  @HttpCode(200)
  @RequirePermission('monitoring:block')
  @ApiAnswer(200, 'What became of each line, or would.', blockManyAnswerSchema)
  @ApiFailures('VALIDATION_FAILED')
  async block(
    @Body({ schema: blockManyRequestSchema }) request: BlockManyRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<BlockManyAnswer> {
    return await this.bulk.block(request, caller);
  }

  @Post('unblock-ips')
  @HttpCode(200)
  @RequirePermission('monitoring:block')
  @ApiAnswer(200, 'What became of each range.', unblockManyAnswerSchema)
  @ApiFailures('VALIDATION_FAILED')
  async unblock(
    @Body({ schema: unblockManyRequestSchema }) request: UnblockManyRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<UnblockManyAnswer> {
    return await this.bulk.unblock(request, caller);
  }
}
