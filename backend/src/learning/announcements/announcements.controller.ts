import {
  type Announcement,
  type AnnouncementListQuery,
  announcementListQuerySchema,
  announcementSchema,
  type AnnounceRequest,
  announceRequestSchema,
} from '@classy-book/contracts/community';
import { courseReferenceSchema } from '@classy-book/contracts/courses';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import {
  type Caller,
  CurrentCaller,
  CurrentSession,
  type SessionCaller,
} from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { AnnouncementListService } from './announcement-list.service.js';
import { AnnouncementsService } from './announcements.service.js';

/** What teachers tell everybody in a course. */
@ApiTags('Announcements')
@Controller()
export class AnnouncementsController {
  constructor(
    private readonly announcements: AnnouncementsService,
    private readonly shown: AnnouncementListService,
  ) {}

  @Get('learn/courses/:course/announcements')
  @RequirePermission('account:self')
  @ApiPage('The announcements of a course that the caller is in, newest first.', announcementSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'ENROLMENT_REQUIRED')
  async forLearners(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @Query({ schema: announcementListQuerySchema }) query: AnnouncementListQuery,
    @CurrentSession() { principal }: SessionCaller,
  ): Promise<Page<Announcement>> {
    return await this.shown.list(course, query, principal);
  }

  @Get('teach/courses/:id/announcements')
  @RequirePermission('courses:teach')
  @ApiPage('The announcements of a course, newest first.', announcementSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async forTeachers(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Query({ schema: announcementListQuerySchema }) query: AnnouncementListQuery,
    @CurrentCaller() { principal }: Caller,
  ): Promise<Page<Announcement>> {
    return await this.shown.listTaught(id, query, principal);
  }

  @Post('teach/courses/:id/announcements')
  @RequirePermission('courses:teach')
  @RateLimit('post')
  @ApiAnswer(201, 'It stands in the list; learners are told of it.', announcementSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'RATE_LIMITED')
  async announce(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Body({ schema: announceRequestSchema }) request: AnnounceRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<Announcement> {
    return await this.announcements.announce(id, request, caller);
  }

  @Delete('teach/courses/:id/announcements/:announcementId')
  @RequirePermission('courses:teach')
  @ApiAnswer(200, 'It is taken back; who was told of it keeps that line.', null)
  @ApiFailures('NOT_FOUND')
  async remove(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Param('announcementId', { schema: objectIdSchema }) announcementId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<null> {
    return await this.announcements.remove(id, announcementId, caller);
  }
}
