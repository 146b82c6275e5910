import { objectIdSchema } from '@classy-book/contracts/primitives';
import {
  type CreateSavedViewRequest,
  createSavedViewRequestSchema,
  type SavedView,
  type SavedViewListQuery,
  savedViewListQuerySchema,
  savedViewSchema,
  type UpdateSavedViewRequest,
  updateSavedViewRequestSchema,
} from '@classy-book/contracts/saved-views';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { SavedViewsService } from './saved-views.service.js';

/** Filters of lists that people keep under a name. */
@ApiTags('Views')
@RequirePermission('admin:access')
@Controller('views')
export class SavedViewsController {
  constructor(private readonly views: SavedViewsService) {}

  @Get()
  @ApiAnswer(200, 'The own views of a page by name, then those that others share.', z.array(savedViewSchema))
  @ApiFailures('VALIDATION_FAILED', 'FORBIDDEN')
  async list(
    @Query({ schema: savedViewListQuerySchema }) { page }: SavedViewListQuery,
    @CurrentSession() caller: SessionCaller,
  ): Promise<SavedView[]> {
    return await this.views.list(page, caller);
  }

  @Post()
  @ApiAnswer(201, 'The new view.', savedViewSchema)
  @ApiFailures('VALIDATION_FAILED', 'FORBIDDEN', 'CONFLICT', 'LIMIT_REACHED')
  async create(
    @Body({ schema: createSavedViewRequestSchema }) request: CreateSavedViewRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<SavedView> {
    return await this.views.create(request, caller);
  }

  @Patch(':id')
  @ApiAnswer(200, 'The view as it is now.', savedViewSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'FORBIDDEN', 'CONFLICT')
  async update(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: updateSavedViewRequestSchema }) changes: UpdateSavedViewRequest,
    @CurrentSession() caller: SessionCaller,
  ): Promise<SavedView> {
    return await this.views.update(id, changes, caller);
  }

  @Delete(':id')
  @HttpCode(200)
  @ApiAnswer(200, 'Deleted.', null)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async remove(
    @Param('id', { schema: objectIdSchema }) id: string,
    @CurrentSession() caller: SessionCaller,
  ): Promise<null> {
    await this.views.remove(id, caller);
    return null;
  }
}
