import {
  type CourseCode,
  courseCodeSchema,
  type CourseInvitation,
  courseInvitationSchema,
  type CreateCodeRequest,
  createCodeRequestSchema,
  type InvitationListQuery,
  invitationListQuerySchema,
  type InviteRequest,
  inviteRequestSchema,
  type InviteResult,
  inviteResultSchema,
} from '@classy-book/contracts/enrolments';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { CourseCodesService } from './course-codes.service.js';
import { CourseInvitationsService } from './course-invitations.service.js';

const courseId = { schema: objectIdSchema };

/** What lets people into a course: invitations by email, and codes. */
@ApiTags('Teaching')
@RequirePermission('courses:teach')
@Controller('teach/courses/:id')
export class InvitationsController {
  constructor(
    private readonly invitations: CourseInvitationsService,
    private readonly codes: CourseCodesService,
  ) {}

  @Get('invitations')
  @ApiPage('The invitations, newest first.', courseInvitationSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async listInvitations(
    @Param('id', courseId) id: string,
    @Query({ schema: invitationListQuerySchema }) query: InvitationListQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<Page<CourseInvitation>> {
    return await this.invitations.list(id, query, caller);
  }

  @Post('invitations')
  @RateLimit('invitation')
  @HttpCode(200)
  @ApiAnswer(200, 'What became of each address.', z.array(inviteResultSchema))
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT')
  async invite(
    @Param('id', courseId) id: string,
    @Body({ schema: inviteRequestSchema }) request: InviteRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<InviteResult[]> {
    return await this.invitations.invite(id, request, caller);
  }

  @Delete('invitations/:invitationId')
  @HttpCode(200)
  @ApiAnswer(200, 'Withdrawn.', null)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async withdraw(
    @Param('id', courseId) id: string,
    @Param('invitationId', { schema: objectIdSchema }) invitationId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<null> {
    await this.invitations.withdraw(id, invitationId, caller);
    return null;
  }

  @Get('codes')
  @ApiAnswer(200, 'The codes, newest first.', z.array(courseCodeSchema))
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async listCodes(@Param('id', courseId) id: string, @CurrentCaller() caller: Caller): Promise<CourseCode[]> {
    return await this.codes.list(id, caller);
  }

  @Post('codes')
  @ApiAnswer(201, 'The new code.', courseCodeSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT', 'LIMIT_REACHED')
  async createCode(
    @Param('id', courseId) id: string,
    @Body({ schema: createCodeRequestSchema }) request: CreateCodeRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<CourseCode> {
    return await this.codes.create(id, request, caller);
  }

  @Delete('codes/:codeId')
  @HttpCode(200)
  @ApiAnswer(200, 'Ended; who joined with it stays.', courseCodeSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async endCode(
    @Param('id', courseId) id: string,
    @Param('codeId', { schema: objectIdSchema }) codeId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<CourseCode> {
    return await this.codes.end(id, codeId, caller);
  }
}
