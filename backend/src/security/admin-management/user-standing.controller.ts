import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import {
  type ChangeRoleRequest,
  changeRoleRequestSchema,
  type ReasonRequest,
  reasonRequestSchema,
  type UserDetail,
  userDetailSchema,
} from '@classy-book/contracts/users';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission, RequireStepUp } from '../../common/http/route-access.decorator.js';
import { FactorResetService } from './factor-reset.service.js';
import { StandingChangesService } from './standing-changes.service.js';
import { UserDetailService } from './user-detail.service.js';

/** What administrators do to people once in a while: roles, factors, closing and deleting accounts. */
@ApiTags('Users')
@Controller('admin/users')
export class UserStandingController {
  constructor(
    private readonly standing: StandingChangesService,
    private readonly factors: FactorResetService,
    private readonly details: UserDetailService,
  ) {}

  @Post(':id/role')
  @HttpCode(200)
  @RequirePermission('roles:assign')
  @RequireStepUp()
  @ApiAnswer(200, 'The person with the new role; their sessions are over.', userDetailSchema)
  @ApiFailures(
    'VALIDATION_FAILED',
    'ACCOUNT_NOT_FOUND',
    'PROTECTED_ACCOUNT',
    'FORBIDDEN',
    'LAST_SUPER_ADMIN',
    'STEP_UP_REQUIRED',
  )
  async changeRole(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: changeRoleRequestSchema }) { role }: ChangeRoleRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<UserDetail> {
    await this.standing.changeRole(id, role, caller);
    return await this.details.describe(id, caller);
  }

  @Post(':id/reset-factors')
  @HttpCode(200)
  @RequirePermission('users:reset-factors')
  @RequireStepUp()
  @ApiAnswer(200, 'The person without second factors; their sessions are over.', userDetailSchema)
  @ApiFailures('VALIDATION_FAILED', 'ACCOUNT_NOT_FOUND', 'PROTECTED_ACCOUNT', 'STEP_UP_REQUIRED')
  async resetFactors(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: reasonRequestSchema }) { reason }: ReasonRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<UserDetail> {
    await this.factors.reset(id, reason, caller);
    return await this.details.describe(id, caller);
  }

  @Post(':id/deactivate')
  @HttpCode(200)
  @RequirePermission('users:update')
  @ApiAnswer(200, 'Closed; the sessions are over, and nobody signs in until it is opened again.', userDetailSchema)
  @ApiFailures('VALIDATION_FAILED', 'ACCOUNT_NOT_FOUND', 'PROTECTED_ACCOUNT', 'LAST_SUPER_ADMIN')
  async deactivate(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: reasonRequestSchema }) { reason }: ReasonRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<UserDetail> {
    await this.standing.deactivate(id, reason, caller);
    return await this.details.describe(id, caller);
  }

  @Post(':id/activate')
  @HttpCode(200)
  @RequirePermission('users:update')
  @ApiAnswer(200, 'Open again.', userDetailSchema)
  @ApiFailures('VALIDATION_FAILED', 'ACCOUNT_NOT_FOUND', 'PROTECTED_ACCOUNT')
  async activate(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: reasonRequestSchema }) { reason }: ReasonRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<UserDetail> {
    await this.standing.activate(id, reason, caller);
    return await this.details.describe(id, caller);
  }

  @Delete(':id')
  @HttpCode(200)
  @RequirePermission('users:delete')
  @RequireStepUp()
  @ApiAnswer(200, 'Deleted, with everything that belonged to the account.', null)
  @ApiFailures('VALIDATION_FAILED', 'ACCOUNT_NOT_FOUND', 'PROTECTED_ACCOUNT', 'LAST_SUPER_ADMIN', 'STEP_UP_REQUIRED')
  async remove(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: reasonRequestSchema }) { reason }: ReasonRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<null> {
    await this.standing.remove(id, reason, caller);
    return null;
  }
}
