import { type VerifiedCertificate, verifiedCertificateSchema } from '@classy-book/contracts/certificates';
import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ApiAnswer, ApiFailures } from '../../common/http/api-docs.decorator.js';
import { Public } from '../../common/http/route-access.decorator.js';
import { asFile, asJson } from './certificate-answers.js';
import { CertificateDocumentsService } from './certificate-documents.service.js';
import { CertificatesService } from './certificates.service.js';

// what somebody typed; what it means is for the service to say
const typedCodeSchema = z.string().max(60);

/** Certificates for anybody who has their code. */
@ApiTags('Certificates')
@Public()
@Controller('verify')
export class VerificationController {
  constructor(
    private readonly certificates: CertificatesService,
    private readonly documents: CertificateDocumentsService,
  ) {}

  @Get(':code')
  @ApiAnswer(200, 'The certificate, and what it is worth now.', verifiedCertificateSchema)
  @ApiFailures('NOT_FOUND', 'RATE_LIMITED')
  async verify(@Param('code', { schema: typedCodeSchema }) code: string): Promise<VerifiedCertificate> {
    return await this.certificates.verify(code);
  }

  @Get(':code/badge')
  @ApiProduces('application/vc+jwt')
  @ApiOkResponse({ description: 'The certificate as a signed Open Badges 3.0 credential (VC-JWT).' })
  @ApiFailures('NOT_FOUND', 'CONFLICT', 'RATE_LIMITED')
  async badge(@Param('code', { schema: typedCodeSchema }) code: string): Promise<StreamableFile> {
    return asFile(await this.documents.publicBadge(code));
  }

  @Get(':code/status')
  @ApiProduces('application/json')
  @ApiOkResponse({ description: 'The revocation list of this badge (1EdTechRevocationList).' })
  @ApiFailures('NOT_FOUND', 'RATE_LIMITED')
  async status(@Param('code', { schema: typedCodeSchema }) code: string): Promise<StreamableFile> {
    return asJson(await this.documents.status(code), 'application/json');
  }
}
