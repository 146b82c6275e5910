import {
  type Course,
  courseSchema,
  type CourseVersionQuery,
  courseVersionQuerySchema,
  type CreateLessonRequest,
  createLessonRequestSchema,
  type CreateSectionRequest,
  createSectionRequestSchema,
  type ReorderOutlineRequest,
  reorderOutlineRequestSchema,
  type UpdateOutlineLessonRequest,
  updateOutlineLessonRequestSchema,
  type UpdateSectionRequest,
  updateSectionRequestSchema,
} from '@classy-book/contracts/courses';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Delete, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { OutlineService } from './outline.service.js';

const CHANGED = 'The course as it is now.';

/** The outline of a course; every change answers the whole course. */
@ApiTags('Teaching')
@RequirePermission('courses:teach')
@Controller('teach/courses/:id')
export class OutlineController {
  constructor(private readonly outline: OutlineService) {}

  @Post('sections')
  @ApiAnswer(201, CHANGED, courseSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STALE', 'LIMIT_REACHED')
  async addSection(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: createSectionRequestSchema }) request: CreateSectionRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Course> {
    return await this.outline.addSection(id, request, caller);
  }

  @Patch('sections/:sectionId')
  @ApiAnswer(200, CHANGED, courseSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STALE')
  async updateSection(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Param('sectionId', { schema: objectIdSchema }) sectionId: string,
    @Body({ schema: updateSectionRequestSchema }) request: UpdateSectionRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Course> {
    return await this.outline.updateSection(id, sectionId, request, caller);
  }

  @Delete('sections/:sectionId')
  @ApiAnswer(200, CHANGED, courseSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STALE', 'CONFLICT')
  async removeSection(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Param('sectionId', { schema: objectIdSchema }) sectionId: string,
    @Query({ schema: courseVersionQuerySchema }) { version }: CourseVersionQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<Course> {
    return await this.outline.removeSection(id, sectionId, version, caller);
  }

  @Post('lessons')
  @ApiAnswer(201, CHANGED, courseSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STALE', 'LIMIT_REACHED')
  async addLesson(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: createLessonRequestSchema }) request: CreateLessonRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Course> {
    return await this.outline.addLesson(id, request, caller);
  }

  @Patch('lessons/:lessonId')
  @ApiAnswer(200, CHANGED, courseSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STALE')
  async updateLesson(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Param('lessonId', { schema: objectIdSchema }) lessonId: string,
    @Body({ schema: updateOutlineLessonRequestSchema }) request: UpdateOutlineLessonRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Course> {
    return await this.outline.updateLesson(id, lessonId, request, caller);
  }

  @Put('outline')
  @ApiAnswer(200, CHANGED, courseSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STALE')
  async reorder(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: reorderOutlineRequestSchema }) request: ReorderOutlineRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Course> {
    return await this.outline.reorder(id, request, caller);
  }
}
