import {
  type LearnCourse,
  learnCourseSchema,
  type LearnLesson,
  learnLessonSchema,
  type LessonProgress,
  lessonProgressSchema,
  type MyCourse,
  myCourseSchema,
  type SavedNote,
  savedNoteSchema,
  type SaveNoteRequest,
  saveNoteRequestSchema,
  type WatchedRequest,
  watchedRequestSchema,
} from '@classy-book/contracts/learn';
import { courseReferenceSchema } from '@classy-book/contracts/courses';
import { blockIdSchema } from '@classy-book/contracts/lesson-blocks';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { LearnLessonsService } from './learn-lessons.service.js';
import { LearnRecordsService } from './learn-records.service.js';
import { LearnService } from './learn.service.js';
import { LessonNotesService } from './lesson-notes.service.js';

const LESSON = 'courses/:course/lessons/:lessonId';
const CLOSED = ['NOT_FOUND', 'ENROLMENT_REQUIRED', 'LESSON_LOCKED'] as const;

/** Courses as their learners work through them; `:course` is a slug, a former slug or an id. */
@ApiTags('Learning')
@Controller('learn')
export class LearnController {
  constructor(
    private readonly learn: LearnService,
    private readonly lessons: LearnLessonsService,
    private readonly records: LearnRecordsService,
    private readonly notes: LessonNotesService,
  ) {}

  @Get('courses')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'What the caller is enrolled in or waits for, last used first.', myCourseSchema.array())
  async list(@CurrentSession() { principal }: SessionCaller): Promise<MyCourse[]> {
    return await this.learn.list(principal.userId);
  }

  @Get('courses/:course')
  @RequirePermission('account:self')
  @ApiAnswer(200, 'The course, with how each lesson stands and where to go on.', learnCourseSchema)
  @ApiFailures('NOT_FOUND', 'ENROLMENT_REQUIRED')
  async course(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<LearnCourse> {
    return await this.learn.course(course, principal);
  }

  @Get(LESSON)
  @RequirePermission('account:self')
  @ApiAnswer(200, 'A lesson that is open to the caller.', learnLessonSchema)
  @ApiFailures(...CLOSED)
  async lesson(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Param('lessonId', { schema: objectIdSchema }) lessonId: string,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<LearnLesson> {
    return await this.lessons.lesson(course, lessonId, principal);
  }

  @Post(`${LESSON}/view`)
  @HttpCode(200)
  @RequirePermission('account:self')
  @ApiAnswer(200, 'It was opened, and is where to go on from now on.', lessonProgressSchema)
  @ApiFailures(...CLOSED)
  async view(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Param('lessonId', { schema: objectIdSchema }) lessonId: string,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<LessonProgress> {
    return await this.records.view({ course, lessonId }, principal);
  }

  @Post(`${LESSON}/mark`)
  @HttpCode(200)
  @RequirePermission('account:self')
  @ApiAnswer(200, 'It is marked as done.', lessonProgressSchema)
  @ApiFailures(...CLOSED)
  async mark(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Param('lessonId', { schema: objectIdSchema }) lessonId: string,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<LessonProgress> {
    return await this.records.mark({ course, lessonId }, principal);
  }

  @Put(`${LESSON}/videos/:blockId`)
  @RequirePermission('account:self')
  @ApiAnswer(200, 'What was played is kept, joined with what was kept before.', lessonProgressSchema)
  @ApiFailures('VALIDATION_FAILED', ...CLOSED)
  async watch(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Param('lessonId', { schema: objectIdSchema }) lessonId: string,
    @Param('blockId', { schema: blockIdSchema }) blockId: string,
    @Body({ schema: watchedRequestSchema }) request: WatchedRequest,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<LessonProgress> {
    return await this.records.watch({ course, lessonId }, blockId, request, principal);
  }

  @Get(`${LESSON}/note`)
  @RequirePermission('account:self')
  @ApiAnswer(200, 'The note of the caller.', learnLessonSchema.shape.note)
  @ApiFailures(...CLOSED)
  async note(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Param('lessonId', { schema: objectIdSchema }) lessonId: string,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<LearnLesson['note']> {
    return await this.notes.note(course, lessonId, principal);
  }

  @Put(`${LESSON}/note`)
  @RequirePermission('account:self')
  @ApiAnswer(200, 'The note is kept.', savedNoteSchema)
  @ApiFailures('VALIDATION_FAILED', 'FORBIDDEN', 'STALE', ...CLOSED)
  async saveNote(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Param('lessonId', { schema: objectIdSchema }) lessonId: string,
    @Body({ schema: saveNoteRequestSchema }) request: SaveNoteRequest,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<SavedNote> {
    return await this.notes.save(course, lessonId, request, principal);
  }
}
