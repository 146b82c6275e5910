import {
  type CompleteUploadRequest,
  completeUploadRequestSchema,
  uploadListSchema,
  type UploadStatus,
  uploadStatusSchema,
} from '@classy-book/contracts/file-uploads';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import {
  Body,
  Controller,
  Delete,
  Get,
  Head,
  HttpCode,
  Options,
  Param,
  Patch,
  Post,
  UseInterceptors,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../../common/http/parameters.decorator.js';
import { RateLimit } from '../../../common/http/rate-limit.decorator.js';
import { Public, RequirePermission } from '../../../common/http/route-access.decorator.js';
import { ResumableUploadsService } from './resumable-uploads.service.js';
import { ArrivingPiece } from './tus-request.decorator.js';
import { TusAnswerInterceptor, TusRoute } from './tus-route.decorator.js';
import type { TusAnswer, TusRequest } from './tus-server.js';

const NUMBER = { type: 'integer', minimum: 0 } as const;

/** Uploads in pieces, which can be resumed: the tus protocol 1.0.0, and what is said about them besides. */
@ApiTags('Files')
@Controller('files/uploads')
@RequirePermission('account:self')
export class UploadsController {
  constructor(private readonly uploads: ResumableUploadsService) {}

  @Options()
  @Public()
  @RateLimit('light')
  @UseInterceptors(TusAnswerInterceptor)
  @ApiOperation({ summary: 'What is offered of the tus protocol, in headers.' })
  @ApiResponse({ status: 204, description: 'Tus-Version, Tus-Extension, Tus-Max-Size.' })
  async offer(@ArrivingPiece() piece: TusRequest): Promise<TusAnswer> {
    return await this.uploads.offer(piece);
  }

  @Post()
  @TusRoute('Begins an upload in pieces (tus: creation). Upload-Length has to be known.', 'upload')
  @ApiHeader({ name: 'Upload-Length', required: true, description: 'The bytes of the file.', schema: NUMBER })
  @ApiHeader({ name: 'Upload-Metadata', required: true, description: 'purpose, name, courseId, type; each in Base64.' })
  @ApiAnswer(201, 'Begun: Location is the address of the upload, Upload-Expires until when it is kept.', null)
  @ApiFailures('VALIDATION_FAILED', 'FORBIDDEN', 'NOT_FOUND', 'LIMIT_REACHED', 'PAYLOAD_TOO_LARGE')
  async create(@ArrivingPiece() piece: TusRequest, @CurrentCaller() caller: Caller): Promise<TusAnswer> {
    return await this.uploads.create(piece, caller);
  }

  @Get()
  @ApiAnswer(200, 'Uploads of the caller that have not ended, the newest first.', uploadListSchema)
  async list(@CurrentCaller() caller: Caller): Promise<UploadStatus[]> {
    return await this.uploads.list(caller);
  }

  // before the GET, which would answer it too
  @Head(':id')
  @TusRoute('How far an upload is (tus). Whoever still sends it is made to end.')
  @ApiResponse({
    status: 200,
    description: 'Upload-Offset: the bytes that have arrived. Upload-Length, Upload-Metadata.',
  })
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT')
  async offset(
    @Param('id', { schema: objectIdSchema }) id: string,
    @ArrivingPiece() piece: TusRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<TusAnswer> {
    return await this.uploads.handle(id, piece, caller);
  }

  @Get(':id')
  @ApiAnswer(200, 'The upload, and the file that it became.', uploadStatusSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async status(
    @Param('id', { schema: objectIdSchema }) id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<UploadStatus> {
    return await this.uploads.status(id, caller);
  }

  @Patch(':id')
  @TusRoute('Brings bytes (tus). What has arrived where the connection breaks off is kept.')
  @ApiHeader({
    name: 'Upload-Offset',
    required: true,
    description: 'How many bytes there are already.',
    schema: NUMBER,
  })
  @ApiConsumes('application/offset+octet-stream')
  @ApiBody({ description: 'The bytes from Upload-Offset on.', schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 204, description: 'Upload-Offset: how many bytes there are now, safe on the disk.' })
  @ApiFailures(
    ...(['VALIDATION_FAILED', 'MALFORMED_REQUEST', 'NOT_FOUND', 'CONFLICT', 'LIMIT_REACHED'] as const),
    ...(['PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'SERVICE_UNAVAILABLE'] as const),
  )
  async bring(
    @Param('id', { schema: objectIdSchema }) id: string,
    @ArrivingPiece() piece: TusRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<TusAnswer> {
    return await this.uploads.handle(id, piece, caller);
  }

  @Delete(':id')
  @TusRoute('Gives an upload up (tus: termination); not one that is a file already.')
  @ApiResponse({ status: 204, description: 'It is gone.' })
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT')
  async giveUp(
    @Param('id', { schema: objectIdSchema }) id: string,
    @ArrivingPiece() piece: TusRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<TusAnswer> {
    return await this.uploads.handle(id, piece, caller);
  }

  @Post(':id/complete')
  @HttpCode(200)
  @RateLimit('pieces')
  @ApiOperation({
    summary: 'All bytes are sent: has them checked. Calling it again joins, or says what became of them.',
  })
  @ApiAnswer(200, 'The upload when it is checked, or after some seconds as it is then.', uploadStatusSchema)
  @ApiFailures('VALIDATION_FAILED', 'FORBIDDEN', 'NOT_FOUND', 'CONFLICT')
  async complete(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: completeUploadRequestSchema }) { sha256 }: CompleteUploadRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<UploadStatus> {
    return await this.uploads.complete(id, sha256 ?? null, caller);
  }
}
