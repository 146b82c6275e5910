import {
  type CopyCourseRequest,
  copyCourseRequestSchema,
  type ImportCourseRequest,
  importCourseRequestSchema,
} from '@classy-book/contracts/course-transfer';
import { type Course, courseSchema } from '@classy-book/contracts/courses';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Get, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { CourseArchivesService } from './course-archives.service.js';
import { TransferService } from './transfer.service.js';

/** Courses that are copied, taken out and brought in. */
@ApiTags('Teaching')
@RequirePermission('courses:teach')
@Controller('teach/courses')
export class TransferController {
  constructor(
    private readonly transfer: TransferService,
    private readonly archives: CourseArchivesService,
  ) {}

  @Post('import')
  @RateLimit('export')
  @ApiAnswer(201, 'The new draft.', courseSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'LIMIT_REACHED', 'FILE_REFUSED', 'RATE_LIMITED')
  async import(
    @Body({ schema: importCourseRequestSchema }) { fileId }: ImportCourseRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Course> {
    return await this.transfer.import(fileId, caller);
  }

  @Post(':id/copy')
  @RateLimit('export')
  @ApiAnswer(201, 'The new draft.', courseSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'LIMIT_REACHED', 'RATE_LIMITED')
  async copy(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: copyCourseRequestSchema }) _request: CopyCourseRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Course> {
    return await this.transfer.copy(id, caller);
  }

  @Get(':id/export')
  @RateLimit('export')
  @ApiProduces('application/zip')
  @ApiOkResponse({ description: 'The course as a zip archive: course.json, lessons, quizzes and files.' })
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'RATE_LIMITED')
  async export(
    @Param('id', { schema: objectIdSchema }) id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<StreamableFile> {
    const { stream, filename } = await this.archives.export(id, caller);
    return new StreamableFile(stream, {
      type: 'application/zip',
      disposition: `attachment; filename="${filename}"`,
    });
  }
}
