import {
  type CertificatePdfQuery,
  certificatePdfQuerySchema,
  type CertificateReasonRequest,
  certificateReasonRequestSchema,
  type CourseCertificate,
  type CourseCertificateListQuery,
  courseCertificateListQuerySchema,
  courseCertificateSchema,
  type IssuePastAnswer,
  issuePastAnswerSchema,
  type IssuePastRequest,
  issuePastRequestSchema,
} from '@classy-book/contracts/certificates';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiFailures, ApiPage } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { RequirePermission } from '../../common/http/route-access.decorator.js';
import type { Page } from '../../common/response/page.js';
import { asFile } from './certificate-answers.js';
import { CertificateDocumentsService } from './certificate-documents.service.js';
import { CertificateStandingService } from './certificate-standing.service.js';
import { CertificatesService } from './certificates.service.js';

/** The certificates of a course, for its teachers. */
@ApiTags('Teaching')
@RequirePermission('courses:teach')
@Controller('teach/courses/:id/certificates')
export class CourseCertificatesController {
  constructor(
    private readonly certificates: CertificatesService,
    private readonly standing: CertificateStandingService,
    private readonly documents: CertificateDocumentsService,
  ) {}

  @Get()
  @ApiPage('The certificates of a course, the newest first.', courseCertificateSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND')
  async list(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Query({ schema: courseCertificateListQuerySchema }) query: CourseCertificateListQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<Page<CourseCertificate>> {
    return await this.certificates.ofCourse(courseId, query, caller);
  }

  @Post('issue')
  @HttpCode(200)
  @ApiAnswer(200, 'What became of the next hundred who completed the course.', issuePastAnswerSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT')
  async issue(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Body({ schema: issuePastRequestSchema }) { cursor }: IssuePastRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<IssuePastAnswer> {
    return await this.standing.issuePast(courseId, cursor, caller);
  }

  @Get(':certificateId/pdf')
  @RateLimit('export')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ description: 'The certificate as a page of A4.' })
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT', 'RATE_LIMITED')
  async pdf(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Param('certificateId', { schema: objectIdSchema }) id: string,
    @Query({ schema: certificatePdfQuerySchema }) { language }: CertificatePdfQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<StreamableFile> {
    return asFile(await this.documents.taughtPdf(courseId, id, language, caller));
  }

  @Post(':certificateId/revoke')
  @HttpCode(200)
  @ApiAnswer(200, 'Revoked: whoever verifies it is told so from now on.', courseCertificateSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT')
  async revoke(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Param('certificateId', { schema: objectIdSchema }) id: string,
    @Body({ schema: certificateReasonRequestSchema }) { reason }: CertificateReasonRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<CourseCertificate> {
    return await this.standing.revoke(courseId, id, reason, caller);
  }

  @Post(':certificateId/reinstate')
  @HttpCode(200)
  @ApiAnswer(200, 'In force again.', courseCertificateSchema)
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT')
  async reinstate(
    @Param('id', { schema: objectIdSchema }) courseId: string,
    @Param('certificateId', { schema: objectIdSchema }) id: string,
    @Body({ schema: certificateReasonRequestSchema }) { reason }: CertificateReasonRequest,
    @CurrentCaller() caller: Caller,
  ): Promise<CourseCertificate> {
    return await this.standing.reinstate(courseId, id, reason, caller);
  }
}
