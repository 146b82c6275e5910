import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type EndedSessions, endedSessionsSchema } from '@classy-book/contracts/accounts';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import {
  type BulkRequest,
  bulkRequestSchema,
  type BulkResult,
  bulkResultSchema,
  type LockUserRequest,
  lockUserRequestSchema,
  type UnlockUserRequest,
  unlockUserRequestSchema,
  type UserDetail,
  userDetailSchema,
} from '@classy-book/contracts/users';
import { z } from 'zod';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { AccountCareService } from './account-care.service.js';
import { BulkService } from './bulk.service.js';
import { UserDetailService } from './user-detail.service.js';

/** What administrators do to people day by day. */
@ApiTags('Users')
@Controller('admin/users')
export class UserActionsController {
  constructor(
    private readonly care: AccountCareService,
    private readonly bulks: BulkService,
    private readonly details: UserDetailService,
  ) {}

  /** Which permission it takes depends on the action, and is asked for each person; changing roles asks for a step-up. */
  @Post('bulk')
  @HttpCode(200)
  @RequirePermission('users:read')
  @ApiAnswer(200, 'What became of each of them, in the order of the request.', z.array(bulkResultSchema))
  @ApiFailures('VALIDATION_FAILED', 'FORBIDDEN', 'STEP_UP_REQUIRED')
  async bulk(
    @Body({ schema: bulkRequestSchema }) request: BulkRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<BulkResult[]> {
    return await this.bulks.run(request, caller);
  }

  @Post(':id/lock')
  @HttpCode(200)
  @RequirePermission('users:lock')
  @ApiAnswer(200, 'Locked; the sessions are over.', userDetailSchema)
  @ApiFailures('VALIDATION_FAILED', 'ACCOUNT_NOT_FOUND', 'PROTECTED_ACCOUNT')
  async lock(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: lockUserRequestSchema }) request: LockUserRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<UserDetail> {
    await this.care.lock(id, request, caller);
    return await this.details.describe(id, caller);
  }

  @Post(':id/unlock')
  @HttpCode(200)
  @RequirePermission('users:lock')
  @ApiAnswer(200, 'Unlocked: every kind of lock, or the one that was named.', userDetailSchema)
  @ApiFailures('VALIDATION_FAILED', 'ACCOUNT_NOT_FOUND', 'PROTECTED_ACCOUNT')
  async unlock(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: unlockUserRequestSchema }) { kind }: UnlockUserRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<UserDetail> {
    await this.care.unlock(id, kind, caller);
    return await this.details.describe(id, caller);
  }

  @Post(':id/end-sessions')
  @HttpCode(200)
  @RequirePermission('sessions:revoke')
  @ApiAnswer(200, 'Ended; how many there were.', endedSessionsSchema)
  @ApiFailures('VALIDATION_FAILED', 'ACCOUNT_NOT_FOUND', 'PROTECTED_ACCOUNT')
  async endSessions(
    @Param('id', { schema: objectIdSchema }) id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<EndedSessions> {
    return await this.care.endSessions(id, caller);
  }
}
