import {
  type Course,
  courseSchema,
  type CourseVersionQuery,
  courseVersionQuerySchema,
} from '@classy-book/contracts/courses';
import {
  type Lesson,
  type LessonHistoryQuery,
  lessonHistoryQuerySchema,
  type LessonRevision,
  type LessonRevisionDetail,
  lessonRevisionDetailSchema,
  lessonRevisionSchema,
  lessonSchema,
  type PublishLessonRequest,
  publishLessonRequestSchema,
  type RestoreRevisionRequest,
  restoreRevisionRequestSchema,
  type SavedDraft,
  savedDraftSchema,
  type SaveDraftRequest,
  saveDraftRequestSchema,
} from '@classy-book/contracts/lessons';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { LessonEditingService } from './lesson-editing.service.js';
import { LessonHistoryService } from './lesson-history.service.js';
import { LessonPublishingService } from './lesson-publishing.service.js';
import { LessonRemovalService } from './lesson-removal.service.js';

const CHANGED = 'The lesson as it is now.';

/** The bodies of lessons as their teachers write, publish and restore them. */
@ApiTags('Teaching')
@RequirePermission('courses:teach')
@Controller('teach')
export class LessonsController {
  constructor(
    private readonly editing: LessonEditingService,
    private readonly publishing: LessonPublishingService,
    private readonly history: LessonHistoryService,
    private readonly removal: LessonRemovalService,
  ) {}

  @Get('lessons/:id')
  @ApiAnswer(200, 'The lesson; revision 0 and an empty draft where it was never saved.', lessonSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async get(@Param('id', { schema: objectIdSchema }) id: string, @CurrentCaller() caller: Caller): Promise<Lesson> {
    return await this.editing.get(id, caller);
  }

  @Put('lessons/:id/draft')
  @ApiAnswer(200, 'The draft as it is stored.', savedDraftSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STALE', 'LIMIT_REACHED', 'PAYLOAD_TOO_LARGE')
  async save(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: saveDraftRequestSchema }) request: SaveDraftRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<SavedDraft> {
    return await this.editing.save(id, request, caller);
  }

  @Post('lessons/:id/publish')
  @HttpCode(200)
  @ApiAnswer(200, CHANGED, lessonSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STALE')
  async publish(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: publishLessonRequestSchema }) { revision }: PublishLessonRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Lesson> {
    return await this.publishing.publish(id, revision, caller);
  }

  @Post('lessons/:id/unpublish')
  @HttpCode(200)
  @ApiAnswer(200, CHANGED, lessonSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STALE')
  async unpublish(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: publishLessonRequestSchema }) { revision }: PublishLessonRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Lesson> {
    return await this.publishing.unpublish(id, revision, caller);
  }

  @Get('lessons/:id/history')
  @ApiPage('The kept states, newest first.', lessonRevisionSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async list(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Query({ schema: lessonHistoryQuerySchema }) query: LessonHistoryQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<Page<LessonRevision>> {
    return await this.history.list(id, query, caller);
  }

  @Get('lessons/:id/history/:revisionId')
  @ApiAnswer(200, 'A kept state with its draft.', lessonRevisionDetailSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async getRevision(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Param('revisionId', { schema: objectIdSchema }) revisionId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<LessonRevisionDetail> {
    return await this.history.get(id, revisionId, caller);
  }

  @Post('lessons/:id/restore')
  @HttpCode(200)
  @ApiAnswer(200, CHANGED, lessonSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STALE')
  async restore(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: restoreRevisionRequestSchema }) request: RestoreRevisionRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Lesson> {
    return await this.history.restore(id, request, caller);
  }

  @Delete('courses/:id/lessons/:lessonId')
  @ApiAnswer(200, 'The course without the lesson, whose body and history are gone.', courseSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'STALE')
  async remove(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Param('lessonId', { schema: objectIdSchema }) lessonId: string,
    @Query({ schema: courseVersionQuerySchema }) { version }: CourseVersionQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<Course> {
    return await this.removal.remove(id, lessonId, version, caller);
  }
}
