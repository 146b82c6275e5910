import {
  type DeleteFilesRequest,
  deleteFilesRequestSchema,
  type DeleteFilesResult,
  deleteFilesResultSchema,
  type DeskFile,
  deskFileSchema,
  type FileListQuery,
  fileListQuerySchema,
  type FileUsage,
  fileUsageSchema,
  type SetFileQuotaRequest,
  setFileQuotaRequestSchema,
  type StorageReport,
  storageReportSchema,
} from '@classy-book/contracts/file-desk';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures, ApiPage } from '../../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../../common/http/route-access.decorator.js';
import type { Page } from '../../../common/response/page.js';
import { FileDeletionService } from './file-deletion.service.js';
import { FileListsService } from './file-lists.service.js';
import { FileQuotasService } from './file-quotas.service.js';
import { StorageReportService } from './storage-report.service.js';

/** All files, as administrators see and delete them, and how much each person may store. */
@ApiTags('Files')
@Controller('admin/files')
export class FileDeskController {
  constructor(
    private readonly lists: FileListsService,
    private readonly reports: StorageReportService,
    private readonly deletion: FileDeletionService,
    private readonly quotas: FileQuotasService,
  ) {}

  @Get()
  @RequirePermission('files:manage')
  @ApiPage(
    'Files of everybody, with what names them; `url` only where the caller may read the bytes too.',
    deskFileSchema,
  )
  @ApiFailures('VALIDATION_FAILED')
  async list(
    @Query({ schema: fileListQuerySchema }) query: FileListQuery,
    @CurrentCaller() { principal }: Caller,
  ): Promise<Page<DeskFile>> {
    return await this.lists.all(query, principal);
  }

  @Get('report')
  @RequirePermission('files:manage')
  @ApiAnswer(200, 'How much is stored, of what and by whom; at most ten seconds old.', storageReportSchema)
  async report(): Promise<StorageReport> {
    return await this.reports.report();
  }

  @Post('delete')
  @HttpCode(200)
  @RequirePermission('files:manage')
  @ApiAnswer(200, 'What became of each file.', deleteFilesResultSchema)
  @ApiFailures('VALIDATION_FAILED')
  async delete(
    @Body({ schema: deleteFilesRequestSchema }) request: DeleteFilesRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<DeleteFilesResult> {
    return await this.deletion.deleteAny(request, caller);
  }

  @Get('quotas/:userId')
  @RequirePermission('files:manage')
  @ApiAnswer(200, 'How much a person has stored, and how much they may.', fileUsageSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async quota(@Param('userId', { schema: objectIdSchema }) userId: string): Promise<FileUsage> {
    return await this.quotas.of(userId);
  }

  @Put('quotas/:userId')
  @RequirePermission('files:manage')
  @ApiAnswer(200, 'How much they may store from now on; what they have already stays.', fileUsageSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async setQuota(
    @Param('userId', { schema: objectIdSchema }) userId: string,
    @Body({ schema: setFileQuotaRequestSchema }) request: SetFileQuotaRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<FileUsage> {
    return await this.quotas.set(userId, request, caller);
  }
}
