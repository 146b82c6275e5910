import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  type ConfirmByEmailRequest,
  confirmByEmailRequestSchema,
  type Deletion,
  deletionSchema,
} from '@classy-book/contracts/account';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission, RequireStepUp } from '../../common/http/route-access.decorator.js';
import { DepartureService } from './departure.service.js';

/** Leaving. */
@ApiTags('Own account')
@RequirePermission('account:self')
@Controller('account')
export class DepartureController {
  constructor(private readonly departure: DepartureService) {}

  @Post('deactivate')
  @HttpCode(200)
  @RequireStepUp()
  @ApiAnswer(200, 'Closed; every session is over. An administrator can open it again.', null)
  @ApiFailures('VALIDATION_FAILED', 'PROTECTED_ACCOUNT', 'LAST_SUPER_ADMIN', 'STEP_UP_REQUIRED')
  async deactivate(
    @Body({ schema: confirmByEmailRequestSchema }) { email }: ConfirmByEmailRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<null> {
    await this.departure.deactivate(email, caller);
    return null;
  }

  @Post('delete')
  @HttpCode(200)
  @RequireStepUp()
  @ApiAnswer(200, 'When the account goes; it can be cancelled until then.', deletionSchema)
  @ApiFailures('VALIDATION_FAILED', 'PROTECTED_ACCOUNT', 'LAST_SUPER_ADMIN', 'CONFLICT', 'STEP_UP_REQUIRED')
  async delete(
    @Body({ schema: confirmByEmailRequestSchema }) { email }: ConfirmByEmailRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<Deletion> {
    return await this.departure.requestDeletion(email, caller);
  }

  @Post('delete/cancel')
  @HttpCode(200)
  @ApiAnswer(200, 'The account stays.', null)
  @ApiFailures('CONFLICT')
  async cancel(@CurrentSession() caller: SessionCaller): Promise<null> {
    await this.departure.cancelDeletion(caller);
    return null;
  }
}
