import {
  type CourseImport,
  courseImportSchema,
  type ImportRequest,
  importRequestSchema,
} from '@classy-book/contracts/course-people';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Get, HttpCode, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { ImportsService } from './imports.service.js';

const courseId = { schema: objectIdSchema };

/** Imports of people from CSV files. */
@ApiTags('Teaching')
@RequirePermission('courses:teach')
@Controller('teach/courses/:id/people')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post('import')
  @RateLimit('invitation')
  @HttpCode(202)
  @ApiAnswer(202, 'The import, which goes on by itself; for a dry run what it would do.', courseImportSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT', 'PAYLOAD_TOO_LARGE')
  async start(
    @Param('id', courseId) id: string,
    @Body({ schema: importRequestSchema }) request: ImportRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<CourseImport> {
    return await this.imports.start(id, request, caller);
  }

  @Get('imports')
  @ApiAnswer(200, 'The last 20 imports, without their rows.', z.array(courseImportSchema))
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async list(@Param('id', courseId) id: string, @CurrentCaller() caller: Caller): Promise<CourseImport[]> {
    return await this.imports.list(id, caller);
  }

  @Get('imports/:importId')
  @ApiAnswer(200, 'How far it is, and what came of it.', courseImportSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async find(
    @Param('id', courseId) id: string,
    @Param('importId', { schema: objectIdSchema }) importId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<CourseImport> {
    return await this.imports.find(id, importId, caller);
  }

  @Get('imports/:importId/report')
  @RateLimit('export')
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'Every row with what became of it, as CSV.' })
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'RATE_LIMITED')
  async report(
    @Param('id', courseId) id: string,
    @Param('importId', { schema: objectIdSchema }) importId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<StreamableFile> {
    const { stream, filename, type } = await this.imports.report(id, importId, caller);
    return new StreamableFile(stream, { type, disposition: `attachment; filename="${filename}"` });
  }
}
