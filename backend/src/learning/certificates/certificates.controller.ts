import {
  type CertificatePdfQuery,
  certificatePdfQuerySchema,
  type OwnCertificate,
  ownCertificateSchema,
} from '@classy-book/contracts/certificates';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { type Caller, CurrentCaller } from '../../common/http/parameters.decorator.js';
import { RateLimit } from '../../common/http/rate-limit.decorator.js';
import { Public, RequirePermission } from '../../common/http/route-access.decorator.js';
import { CertificateDocumentsService } from './certificate-documents.service.js';
import { asFile, asJson } from './certificate-answers.js';
import { CertificatesService } from './certificates.service.js';

/** The certificates of a person. */
@ApiTags('Certificates')
@Controller('certificates')
export class CertificatesController {
  constructor(
    private readonly certificates: CertificatesService,
    private readonly documents: CertificateDocumentsService,
  ) {}

  @Get()
  @RequirePermission('account:self')
  @ApiAnswer(200, 'The certificates of the caller, the newest first.', z.array(ownCertificateSchema))
  async list(@CurrentCaller() caller: Caller): Promise<OwnCertificate[]> {
    return await this.certificates.own(caller);
  }

  @Get('keys')
  @Public()
  @ApiProduces('application/jwk-set+json')
  @ApiOkResponse({ description: 'The public keys of badges, as a JSON Web Key Set (RFC 7517).' })
  async keys(): Promise<StreamableFile> {
    return asJson(await this.documents.keys(), 'application/jwk-set+json');
  }

  @Get(':id/pdf')
  @RequirePermission('account:self')
  @RateLimit('export')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ description: 'The certificate as a page of A4.' })
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT', 'RATE_LIMITED')
  async pdf(
    @Param('id', { schema: objectIdSchema }) id: string,
    @Query({ schema: certificatePdfQuerySchema }) { language }: CertificatePdfQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<StreamableFile> {
    return asFile(await this.documents.ownPdf(id, language, caller));
  }

  @Get(':id/badge')
  @RequirePermission('account:self')
  @ApiProduces('application/vc+jwt')
  @ApiOkResponse({ description: 'The certificate as a signed Open Badges 3.0 credential (VC-JWT).' })
  @ApiFailures('VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT')
  async badge(
    @Param('id', { schema: objectIdSchema }) id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<StreamableFile> {
    return asFile(await this.documents.ownBadge(id, caller));
  }
}
