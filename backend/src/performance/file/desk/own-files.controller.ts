import {
  type DeleteFilesRequest,
  deleteFilesRequestSchema,
  type DeleteFilesResult,
  deleteFilesResultSchema,
  type FileUsage,
  fileUsageSchema,
  type OwnFile,
  type OwnFileListQuery,
  ownFileListQuerySchema,
  ownFileSchema,
} from '@classy-book/contracts/file-desk';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures, ApiPage } from '../../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../../common/http/route-access.decorator.js';
import type { Page } from '../../../common/response/page.js';
import { FileDeletionService } from './file-deletion.service.js';
import { FileListsService } from './file-lists.service.js';
import { FileQuotasService } from './file-quotas.service.js';

/** The caller's own files. */
@ApiTags('Files')
@Controller('files')
export class OwnFilesController {
  constructor(
    private readonly lists: FileListsService,
    private readonly deletion: FileDeletionService,
    private readonly quotas: FileQuotasService,
  ) {}

  @Get('mine')
  @RequirePermission('account:self')
  @ApiPage('Files that the caller uploaded, with what names them.', ownFileSchema)
  @ApiFailures('VALIDATION_FAILED')
  async list(
    @Query({ schema: ownFileListQuerySchema }) query: OwnFileListQuery,
    @CurrentCaller() { principal }: Caller,
  ): Promise<Page<OwnFile>> {
    return await this.lists.own(query, principal);
  }

  @Get('usage')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'How much the caller has stored, and how much they may.', fileUsageSchema)
  async usage(@CurrentCaller() { principal }: Caller): Promise<FileUsage> {
    return await this.quotas.usageOf(principal.userId);
  }

  @Post('mine/delete')
  @HttpCode(200)
  @RequirePermission('account:self')
  @ApiAnswer(
    200,
    'What became of each file: those of others are missing, and work that is handed in is always told of as used.',
    deleteFilesResultSchema,
  )
  @ApiFailures('VALIDATION_FAILED')
  async delete(
    @Body({ schema: deleteFilesRequestSchema }) request: DeleteFilesRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<DeleteFilesResult> {
    return await this.deletion.deleteOwn(request, caller);
  }
}
