import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import {
  type UpdateUserRequest,
  updateUserRequestSchema,
  type UserDetail,
  userDetailSchema,
  type UserFilter,
  userFilterSchema,
  type UserListItem,
  userListItemSchema,
  type UserListQuery,
  userListQuerySchema,
  type UserSession,
  userSessionSchema,
} from '@classy-book/contracts/users';
import { z } from 'zod';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { AccountCareService } from './account-care.service.js';
import { UserDetailService } from './user-detail.service.js';
import { UserExportService } from './user-export.service.js';
import { UserListService } from './user-list.service.js';

/** The people of this installation as administrators see them. */
@ApiTags('Users')
@Controller('admin/users')
export class UsersController {
  constructor(
    private readonly users: UserListService,
    private readonly exports: UserExportService,
    private readonly details: UserDetailService,
    private readonly care: AccountCareService,
  ) {}

  @Get()
  @RequirePermission('users:read')
  @ApiPage('The people that the filter keeps.', userListItemSchema)
  @ApiFailures('VALIDATION_FAILED')
  async list(
    @Query({ schema: userListQuerySchema }) query: UserListQuery,
    @CurrentCaller() { principal }: Caller,
  ): Promise<Page<UserListItem>> {
    return await this.users.page(query, principal.userId);
  }

  @Get('export')
  @RequirePermission('users:read')
  @RateLimit('export')
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The people that the filter keeps, as a file of comma-separated values.' })
  @ApiFailures('VALIDATION_FAILED', 'RATE_LIMITED')
  async export(
    @Query({ schema: userFilterSchema }) filter: UserFilter,
    @CurrentCaller() caller: Caller,
  ): Promise<StreamableFile> {
    const { stream, filename } = await this.exports.start(filter, caller);
    return new StreamableFile(stream, {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${filename}"`,
    });
  }

  @Get(':id')
  @RequirePermission('users:read')
  @ApiAnswer(200, 'The person, and what the caller may do to them.', userDetailSchema)
  @ApiFailures('VALIDATION_FAILED', 'ACCOUNT_NOT_FOUND')
  async describe(
    @Param('id', { schema: objectIdSchema }) id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<UserDetail> {
    return await this.details.describe(id, caller);
  }

  @Patch(':id')
  @RequirePermission('users:update')
  @ApiAnswer(200, 'The person as they are now.', userDetailSchema)
  @ApiFailures('VALIDATION_FAILED', 'ACCOUNT_NOT_FOUND', 'PROTECTED_ACCOUNT')
  async update(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: updateUserRequestSchema }) change: UpdateUserRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<UserDetail> {
    await this.care.update(id, change, caller);
    return await this.details.describe(id, caller);
  }

  @Get(':id/sessions')
  @RequirePermission('users:read')
  @ApiAnswer(200, 'The living sessions, at most 100, those used last first.', z.array(userSessionSchema))
  @ApiFailures('VALIDATION_FAILED', 'ACCOUNT_NOT_FOUND')
  async sessions(@Param('id', { schema: objectIdSchema }) id: string): Promise<UserSession[]> {
    return await this.care.listSessions(id);
  }

  @Delete(':id/sessions/:sessionId')
  @HttpCode(200)
  @RequirePermission('sessions:revoke')
  @ApiAnswer(200, 'Ended.', null)
  @ApiFailures('VALIDATION_FAILED', 'ACCOUNT_NOT_FOUND', 'PROTECTED_ACCOUNT', 'NOT_FOUND')
  async endSession(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Param('sessionId', { schema: objectIdSchema }) sessionId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<null> {
    await this.care.endSession(id, sessionId, caller);
    return null;
  }
}
