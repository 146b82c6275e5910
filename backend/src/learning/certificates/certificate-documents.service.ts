import type { CertificatePdfQuery } from '@classy-book/contracts/certificates';
import { Inject, Injectable } from '@nestjs/common';
import type { JSONWebKeySet } from 'jose';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { badgeCredential, revocationList } from './badge-credential.js';
import { BadgeSigner } from './badge-signer.js';
import { showCode } from './certificate-codes.js';
import { verifyUrl } from './certificate.mapper.js';
import type { CertificateDocument } from './certificate.schema.js';
import { revokedCertificate } from './certificates.errors.js';
import { CertificatesService } from './certificates.service.js';
import { drawCertificate } from './pdf/certificate-pdf.js';

/** A certificate as a file on its way out. */
export interface CertificateFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly filename: string;
}

type Language = CertificatePdfQuery['language'];

/** Certificates as files: a sheet of paper, and a badge that programs read. */
@Injectable()
export class CertificateDocumentsService {
  constructor(
    private readonly certificates: CertificatesService,
    private readonly signer: BadgeSigner,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** @throws AppError NOT_FOUND for one of somebody else as well, CONFLICT where it is revoked */
  async ownPdf(id: string, language: Language, caller: Caller): Promise<CertificateFile> {
    return await this.pdf(await this.certificates.ownOne(id, caller), language);
  }

  /** @throws AppError NOT_FOUND, CONFLICT where it is revoked */
  async taughtPdf(courseId: string, id: string, language: Language, caller: Caller): Promise<CertificateFile> {
    return await this.pdf(await this.certificates.taughtOne(courseId, id, caller), language);
  }

  /** @throws AppError NOT_FOUND for one of somebody else as well, CONFLICT where it is revoked */
  async ownBadge(id: string, caller: Caller): Promise<CertificateFile> {
    return await this.badge(await this.certificates.ownOne(id, caller));
  }

  /** @throws AppError NOT_FOUND, CONFLICT where it is revoked */
  async publicBadge(typed: string): Promise<CertificateFile> {
    return await this.badge(await this.certificates.byCode(typed));
  }

  /** @throws AppError NOT_FOUND */
  async status(typed: string): Promise<Readonly<Record<string, unknown>>> {
    return revocationList(await this.certificates.byCode(typed), this.config.server.publicUrl);
  }

  async keys(): Promise<JSONWebKeySet> {
    return await this.signer.keys();
  }

  private async pdf(certificate: CertificateDocument, language: Language): Promise<CertificateFile> {
    if (certificate.revokedAt !== null) throw revokedCertificate();
    const { code, name, course, issuer, teachers, issuedAt, expiresAt } = certificate;
    const bytes = await drawCertificate({
      ...{ name, course, issuer, teachers, issuedAt, expiresAt },
      code: showCode(code),
      verifyUrl: verifyUrl(this.config.server.publicUrl, code),
      language: language ?? (certificate.language.startsWith('ar') ? 'ar' : 'en'),
    });
    return { bytes, type: 'application/pdf', filename: `certificate-${showCode(code)}.pdf` };
  }

  private async badge(certificate: CertificateDocument): Promise<CertificateFile> {
    if (certificate.revokedAt !== null) throw revokedCertificate();
    const { code, issuedAt, expiresAt } = certificate;
    const { publicUrl } = this.config.server;
    const token = await this.signer.sign(badgeCredential(certificate, publicUrl), publicUrl, issuedAt, expiresAt);
    return { bytes: Buffer.from(token), type: 'application/vc+jwt', filename: `badge-${showCode(code)}.jwt` };
  }
}
