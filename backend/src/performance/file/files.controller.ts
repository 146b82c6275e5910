import { Readable } from 'node:stream';
import {
  type ContentQuery,
  contentQuerySchema,
  type FileInfo,
  fileInfoSchema,
  type UploadQuery,
  uploadQuerySchema,
} from '@classy-book/contracts/files';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Controller, Get, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { Public, RequirePermission } from '../../common/http/route-access.decorator.js';
import { ArrivingFile, WantedPart } from './serving/file-requests.decorator.js';
import { type Content, FileContentService, type Wanted } from './serving/file-content.service.js';
import { type ArrivingBody, FilesService } from './files.service.js';

const tokenSchema = z.string().max(200);

/** Files: in, out, and what is known of them. */
@ApiTags('Files')
@Controller('files')
export class FilesController {
  constructor(
    private readonly files: FilesService,
    private readonly content: FileContentService,
  ) {}

  @Post()
  @RequirePermission('account:self')
  @RateLimit('upload')
  @ApiConsumes('application/octet-stream')
  @ApiBody({ description: 'The bytes of the file.', schema: { type: 'string', format: 'binary' } })
  @ApiAnswer(201, 'The file, with an address of its bytes for the caller.', fileInfoSchema)
  @ApiFailures(
    'VALIDATION_FAILED',
    'FORBIDDEN',
    'NOT_FOUND',
    'LIMIT_REACHED',
    'PAYLOAD_TOO_LARGE',
    'UNSUPPORTED_MEDIA_TYPE',
    'FILE_REFUSED',
  )
  async upload(
    @Query({ schema: uploadQuerySchema }) query: UploadQuery,
    @ArrivingFile() body: ArrivingBody,
    @CurrentCaller() caller: Caller,
  ): Promise<FileInfo> {
    return await this.files.upload(query, body, caller);
  }

  @Get('content/:token')
  @Public()
  @RateLimit('media')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ description: 'The bytes behind a signed address, whole or in part (Range).' })
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'TOKEN_INVALID', 'SERVICE_UNAVAILABLE')
  async signed(
    @Param('token', { schema: tokenSchema }) token: string,
    @Query({ schema: contentQuerySchema }) { width }: ContentQuery,
    @WantedPart() wanted: Wanted,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    return send(response, await this.content.signed(token, wanted, width ?? null));
  }

  @Get('covers/:id')
  @Public()
  @RateLimit('media')
  @ApiProduces('image/webp')
  @ApiOkResponse({ description: 'The cover of a course that everybody may see.' })
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'SERVICE_UNAVAILABLE')
  async cover(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Query({ schema: contentQuerySchema }) { width }: ContentQuery,
    @WantedPart() wanted: Wanted,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    return send(response, await this.content.cover(id, wanted, width ?? null));
  }

  @Get(':id')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'The file, with an address of its bytes for the caller.', fileInfoSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async info(@Param('id', { schema: objectIdSchema }) id: string, @CurrentCaller() caller: Caller): Promise<FileInfo> {
    return await this.files.info(id, caller);
  }
}

function send(response: Response, { status, headers, stream }: Content): StreamableFile {
  const { Vary: vary, ...others } = headers;
  response.status(status).set(others);
  // beside what the answer depends on already, such as the origin
  if (vary !== undefined) response.vary(vary);
  return new StreamableFile(stream ?? Readable.from([]));
}
