import { courseReferenceSchema } from '@classy-book/contracts/courses';
import { type EnrolmentStanding, enrolmentStandingSchema } from '@classy-book/contracts/enrolments';
import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { CurrentSession, type SessionCaller } from '../../common/http/parameters.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import { SelfEnrolmentService } from './self-enrolment.service.js';

/** Learners who enrol, leave, and look how they stand. */
@ApiTags('Learning')
@RequirePermission('account:self')
@Controller('learn/courses/:course')
export class SelfEnrolmentController {
  constructor(private readonly enrolments: SelfEnrolmentService) {}

  @Get('enrolment')
  @ApiAnswer(200, 'How the caller stands, and what they can do next.', enrolmentStandingSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async standing(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @CurrentSession() caller: SessionCaller,
  ): Promise<EnrolmentStanding> {
    return await this.enrolments.standing(course, caller);
  }

  @Post('enrol')
  @HttpCode(200)
  @ApiAnswer(200, 'Enrolled, or the request is on its way; the same for who was in already.', enrolmentStandingSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'FORBIDDEN', 'PAYMENT_REQUIRED', 'CONFLICT')
  async enrol(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @CurrentSession() caller: SessionCaller,
  ): Promise<EnrolmentStanding> {
    return await this.enrolments.enrol(course, caller);
  }

  @Delete('enrol')
  @HttpCode(200)
  @ApiAnswer(200, 'Left; what was done is kept.', enrolmentStandingSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async leave(
    @Param('course', { schema: courseReferenceSchema }) course: string,
    @CurrentSession() caller: SessionCaller,
  ): Promise<EnrolmentStanding> {
    return await this.enrolments.leave(course, caller);
  }
}
