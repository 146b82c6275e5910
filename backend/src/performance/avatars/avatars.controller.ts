import { type CurrentUser, currentUserSchema } from '@classy-book/contracts/auth';
import {
  type Avatar,
  avatarSchema,
  type AvatarsQuery,
  avatarsQuerySchema,
  type SetAvatarRequest,
  setAvatarRequestSchema,
} from '@classy-book/contracts/avatars';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import {
  type Caller,
  CurrentCaller,
  CurrentSession,
  type SessionCaller,
} from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { AvatarModerationService } from './avatar-moderation.service.js';
import { AvatarsService } from './avatars.service.js';

/** Pictures of people. */
@ApiTags('Own account')
@Controller()
export class AvatarsController {
  constructor(
    private readonly avatars: AvatarsService,
    private readonly moderation: AvatarModerationService,
  ) {}

  @Put('account/avatar')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'The person as they are now. The picture before it is deleted.', currentUserSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async choose(
    @Body({ schema: setAvatarRequestSchema }) { fileId }: SetAvatarRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<CurrentUser> {
    return await this.avatars.choose(fileId, caller);
  }

  @Delete('account/avatar')
  @HttpCode(200)
  @RequirePermission('account:self')
  @ApiAnswer(200, 'The person as they are now, without a picture.', currentUserSchema)
  async clear(@CurrentSession() caller: SessionCaller): Promise<CurrentUser> {
    return await this.avatars.clear(caller);
  }

  @Get('people/avatars')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'The pictures of those of them who have one, signed for the caller.', z.array(avatarSchema))
  @ApiFailures('VALIDATION_FAILED')
  async list(
    @Query({ schema: avatarsQuerySchema }) { ids }: AvatarsQuery,
    @CurrentCaller() { principal }: Caller,
  ): Promise<Avatar[]> {
    return await this.avatars.list(ids, principal.userId);
  }

  @Delete('admin/users/:id/avatar')
  @HttpCode(200)
  @RequirePermission('users:update')
  @ApiAnswer(200, 'Deleted, where there was one.', null)
  @ApiFailures('VALIDATION_FAILED', 'ACCOUNT_NOT_FOUND', 'PROTECTED_ACCOUNT')
  async remove(@Param('id', { schema: objectIdSchema }) id: string, @CurrentCaller() caller: Caller): Promise<null> {
    await this.moderation.remove(id, caller);
    return null;
  }
}
