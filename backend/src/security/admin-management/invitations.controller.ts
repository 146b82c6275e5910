import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type Invitation,
  invitationIdSchema,
  invitationSchema,
  type InviteRequest,
  inviteRequestSchema,
} from '@classy-book/contracts/users';
import { z } from 'zod';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { InvitationsService } from './invitations.service.js';

/** Invitations, as those who send them see them. */
@ApiTags('Users')
@Controller('admin/invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Get()
  @RequirePermission('users:invite')
  @ApiAnswer(200, 'The invitations that are out, at most 500, newest first.', z.array(invitationSchema))
  async list(): Promise<Invitation[]> {
    return await this.invitations.list();
  }

  @Post()
  @RequirePermission('users:invite')
  @RateLimit('invitation')
  @ApiAnswer(201, 'On its way; an older one to the same address is void.', invitationSchema)
  @ApiFailures('VALIDATION_FAILED', 'FORBIDDEN', 'CONFLICT', 'PROTECTED_ACCOUNT', 'LIMIT_REACHED')
  async invite(
    @Body({ schema: inviteRequestSchema }) request: InviteRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Invitation> {
    return await this.invitations.invite(request, caller);
  }

  @Delete(':id')
  @HttpCode(200)
  @RequirePermission('users:invite')
  @ApiAnswer(200, 'Withdrawn: its link works no more.', null)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'PROTECTED_ACCOUNT')
  async withdraw(
    @Param('id', { schema: invitationIdSchema }) id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<null> {
    await this.invitations.withdraw(id, caller);
    return null;
  }
}
