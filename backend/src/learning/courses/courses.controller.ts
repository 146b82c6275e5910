import {
  type Course,
  type CourseListQuery,
  courseListQuerySchema,
  type CourseRow,
  courseRowSchema,
  courseSchema,
  type CourseStateRequest,
  courseStateRequestSchema,
  type CourseVersionQuery,
  courseVersionQuerySchema,
  type CreateCourseRequest,
  createCourseRequestSchema,
  type SetTeachersRequest,
  setTeachersRequestSchema,
  type UpdateCourseRequest,
  updateCourseRequestSchema,
} from '@classy-book/contracts/courses';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { CourseRemovalService } from './course-removal.service.js';
import { CourseStandingService } from './course-standing.service.js';
import { TeachingService } from './teaching.service.js';

/** Courses as their teachers see and change them. */
@ApiTags('Teaching')
@RequirePermission('courses:teach')
@Controller('teach/courses')
export class CoursesController {
  constructor(
    private readonly teaching: TeachingService,
    private readonly standing: CourseStandingService,
    private readonly removal: CourseRemovalService,
  ) {}

  @Get()
  @ApiPage("The caller's courses, or everybody's.", courseRowSchema)
  @ApiFailures('VALIDATION_FAILED', 'FORBIDDEN')
  async list(
    @Query({ schema: courseListQuerySchema }) query: CourseListQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<Page<CourseRow>> {
    return await this.teaching.list(query, caller);
  }

  @Post()
  @ApiAnswer(201, 'The new draft.', courseSchema)
  @ApiFailures('VALIDATION_FAILED', 'LIMIT_REACHED')
  async create(
    @Body({ schema: createCourseRequestSchema }) request: CreateCourseRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Course> {
    return await this.teaching.create(request, caller);
  }

  @Get(':id')
  @ApiAnswer(200, 'The course with its whole outline.', courseSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async get(@Param('id', { schema: objectIdSchema }) id: string, @CurrentCaller() caller: Caller): Promise<Course> {
    return await this.teaching.get(id, caller);
  }

  @Patch(':id')
  @ApiAnswer(200, 'The course as it is now.', courseSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STALE', 'CONFLICT')
  async update(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: updateCourseRequestSchema }) request: UpdateCourseRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Course> {
    return await this.teaching.update(id, request, caller);
  }

  @Delete(':id')
  @ApiAnswer(200, 'Deleted with everything in it.', null)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'FORBIDDEN', 'STALE', 'CONFLICT')
  async remove(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Query({ schema: courseVersionQuerySchema }) { version }: CourseVersionQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<null> {
    await this.removal.remove(id, version, caller);
    return null;
  }

  @Put(':id/teachers')
  @ApiAnswer(200, 'The course as it is now.', courseSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'FORBIDDEN', 'STALE')
  async setTeachers(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: setTeachersRequestSchema }) request: SetTeachersRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Course> {
    return await this.standing.setTeachers(id, request, caller);
  }

  @Post(':id/state')
  @HttpCode(200)
  @ApiAnswer(200, 'The course as it is now.', courseSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'FORBIDDEN', 'STALE')
  async setState(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: courseStateRequestSchema }) request: CourseStateRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Course> {
    return await this.standing.setState(id, request, caller);
  }
}
