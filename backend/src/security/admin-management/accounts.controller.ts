import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type AccountRequest,
  accountRequestSchema,
  type EndedSessions,
  endedSessionsSchema,
  type LockAccountRequest,
  lockAccountRequestSchema,
  type LockedAccount,
  lockedAccountSchema,
} from '@classy-book/contracts/accounts';
import { z } from 'zod';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { AccountCareService } from './account-care.service.js';
import { AccountLocksService } from './account-locks.service.js';

/** What administrators do to accounts that they know by their email. */
@ApiTags('Accounts')
@Controller('admin/accounts')
export class AccountsController {
  constructor(
    private readonly locks: AccountLocksService,
    private readonly care: AccountCareService,
  ) {}

  @Get('locked')
  @RequirePermission('monitoring:read')
  @ApiAnswer(200, 'The locks in force, at most 100, those that end first first.', z.array(lockedAccountSchema))
  async locked(): Promise<LockedAccount[]> {
    return await this.locks.listLocked();
  }

  @Post('lock')
  @HttpCode(200)
  @RequirePermission('users:lock')
  @ApiAnswer(200, 'Locked; its sessions are over.', lockedAccountSchema)
  @ApiFailures('VALIDATION_FAILED', 'ACCOUNT_NOT_FOUND', 'PROTECTED_ACCOUNT')
  async lock(
    @Body({ schema: lockAccountRequestSchema }) request: LockAccountRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<LockedAccount> {
    return await this.care.lockByEmail(request.email, request, caller);
  }

  @Post('unlock')
  @HttpCode(200)
  @RequirePermission('users:lock')
  @ApiAnswer(200, 'Unlocked, whatever kind of lock it was.', null)
  @ApiFailures('VALIDATION_FAILED', 'ACCOUNT_NOT_FOUND', 'PROTECTED_ACCOUNT')
  async unlock(
    @Body({ schema: accountRequestSchema }) request: AccountRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<null> {
    await this.care.unlockByEmail(request.email, caller);
    return null;
  }

  @Post('end-sessions')
  @HttpCode(200)
  @RequirePermission('sessions:revoke')
  @ApiAnswer(200, 'Ended; how many there were.', endedSessionsSchema)
  @ApiFailures('VALIDATION_FAILED', 'ACCOUNT_NOT_FOUND', 'PROTECTED_ACCOUNT')
  async endSessions(
    @Body({ schema: accountRequestSchema }) request: AccountRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<EndedSessions> {
    return await this.care.endSessionsByEmail(request.email, caller);
  }
}
