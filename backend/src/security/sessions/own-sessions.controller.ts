import { type OwnSession, ownSessionSchema, sessionIdParameterSchema } from '@classy-book/contracts/account';
import { type EndedSessions, endedSessionsSchema } from '@classy-book/contracts/accounts';
import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission, RequireStepUp } from '../../common/http/route-access.decorator.js';
import { OwnSessionsService } from './own-sessions.service.js';

/** Where a person is signed in, and how they end it. */
@ApiTags('Account')
@Controller('account/sessions')
export class OwnSessionsController {
  constructor(private readonly sessions: OwnSessionsService) {}

  @Get()
  @RequirePermission('account:self')
  @ApiAnswer(200, 'Your living sessions, at most 100, the one that asks first.', z.array(ownSessionSchema))
  async list(@CurrentSession() caller: SessionCaller): Promise<OwnSession[]> {
    return await this.sessions.list(caller);
  }

  @Delete(':id')
  @RequirePermission('account:self')
  @RequireStepUp()
  @ApiAnswer(200, 'Ended: its next request is refused, its live connections are closed.', null)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STEP_UP_REQUIRED')
  async end(
    @Param('id', { schema: sessionIdParameterSchema }) id: string,
    @CurrentSession() caller: SessionCaller,
  ): Promise<null> {
    await this.sessions.end(id, caller);
    return null;
  }

  @Post('end-others')
  @HttpCode(200)
  @RequirePermission('account:self')
  @RequireStepUp()
  @ApiAnswer(200, 'All but the session that asks were ended; how many there were.', endedSessionsSchema)
  async endOthers(@CurrentSession() caller: SessionCaller): Promise<EndedSessions> {
    return await this.sessions.endOthers(caller);
  }
}
