import {
  type BulkChange,
  bulkChangeSchema,
  type CoursePerson,
  coursePersonSchema,
  type DecideRequest,
  decideRequestSchema,
  type EnrolPeopleRequest,
  enrolPeopleRequestSchema,
  type EnrolPeopleResult,
  enrolPeopleResultSchema,
  type PeopleCounts,
  peopleCountsSchema,
  type PeopleFilter,
  peopleFilterSchema,
  type PeopleQuery,
  peopleQuerySchema,
  type RemovePeopleRequest,
  removePeopleRequestSchema,
  type SetExpiryRequest,
  setExpiryRequestSchema,
} from '@classy-book/contracts/course-people';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { PeopleChangesService } from './people-changes.service.js';
import { PeopleService } from './people.service.js';

const courseId = { schema: objectIdSchema };

/** The people of a course, for its teachers. */
@ApiTags('Teaching')
@RequirePermission('courses:teach')
@Controller('teach/courses/:id/people')
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly changes: PeopleChangesService,
  ) {}

  @Get()
  @ApiPage('The people that the filter keeps.', coursePersonSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async list(
    @Param('id', courseId) id: string,
    @Query({ schema: peopleQuerySchema }) query: PeopleQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<Page<CoursePerson>> {
    return await this.people.list(id, query, caller);
  }

  @Get('counts')
  @ApiAnswer(200, 'How many stand how.', peopleCountsSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async counts(@Param('id', courseId) id: string, @CurrentCaller() caller: Caller): Promise<PeopleCounts> {
    return await this.people.counts(id, caller);
  }

  @Get('export')
  @RateLimit('export')
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The people that the filter keeps, as CSV.' })
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'RATE_LIMITED')
  async export(
    @Param('id', courseId) id: string,
    @Query({ schema: peopleFilterSchema }) filter: PeopleFilter,
    @CurrentCaller() caller: Caller,
  ): Promise<StreamableFile> {
    const { stream, filename, type } = await this.people.export(id, filter, caller);
    return new StreamableFile(stream, { type, disposition: `attachment; filename="${filename}"` });
  }

  @Post()
  @HttpCode(200)
  @ApiAnswer(200, 'What became of each address.', z.array(enrolPeopleResultSchema))
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT')
  async enrol(
    @Param('id', courseId) id: string,
    @Body({ schema: enrolPeopleRequestSchema }) request: EnrolPeopleRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<EnrolPeopleResult[]> {
    return await this.changes.enrol(id, request, caller);
  }

  @Post('decisions')
  @HttpCode(200)
  @ApiAnswer(200, 'How many requests were answered.', bulkChangeSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT')
  async decide(
    @Param('id', courseId) id: string,
    @Body({ schema: decideRequestSchema }) request: DecideRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<BulkChange> {
    return await this.changes.decide(id, request, caller);
  }

  @Post('expiry')
  @HttpCode(200)
  @ApiAnswer(200, 'How many have another end now.', bulkChangeSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async setExpiry(
    @Param('id', courseId) id: string,
    @Body({ schema: setExpiryRequestSchema }) request: SetExpiryRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<BulkChange> {
    return await this.changes.setExpiry(id, request, caller);
  }

  @Post('removals')
  @HttpCode(200)
  @ApiAnswer(200, 'How many were taken out.', bulkChangeSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async remove(
    @Param('id', courseId) id: string,
    @Body({ schema: removePeopleRequestSchema }) { ids }: RemovePeopleRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<BulkChange> {
    return await this.changes.remove(id, ids, caller);
  }

  @Get(':enrolmentId')
  @ApiAnswer(200, 'One of them.', coursePersonSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async find(
    @Param('id', courseId) id: string,
    @Param('enrolmentId', { schema: objectIdSchema }) enrolmentId: string,
    @CurrentCaller() caller: Caller,
  ): Promise<CoursePerson> {
    return await this.people.find(id, enrolmentId, caller);
  }
}
