import type {
  CourseCertificate,
  CourseCertificateListQuery,
  OwnCertificate,
  VerifiedCertificate,
} from '@classy-book/contracts/certificates';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { Page } from '../../common/response/page.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { CoursesPort } from '../courses/courses.port.js';
import { readCode } from './certificate-codes.js';
import { toCourseCertificate, toOwn, toVerified } from './certificate.mapper.js';
import { CertificateRepository } from './certificate.repository.js';
import type { CertificateDocument } from './certificate.schema.js';
import { noCertificate } from './certificates.errors.js';

const NO_CODE = '-'.repeat(12);

/** Certificates, for their owners, the teachers of their course, and anybody who has a code. */
@Injectable()
export class CertificatesService {
  constructor(
    private readonly certificates: CertificateRepository,
    private readonly courses: CoursesPort,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  async own({ principal }: Caller): Promise<OwnCertificate[]> {
    const found = await this.certificates.ofUser(principal.userId);
    const now = this.clock.now();
    return found.map((certificate) => toOwn(certificate, now, this.config.server.publicUrl));
  }

  /** @throws AppError NOT_FOUND for a course that the caller does not teach */
  async ofCourse(
    courseId: string,
    { status, cursor, limit }: CourseCertificateListQuery,
    { principal }: Caller,
  ): Promise<Page<CourseCertificate>> {
    await this.courses.requireTaught(courseId, principal);
    const now = this.clock.now();
    const found = await this.certificates.page(courseId, status, now, cursor, limit + 1);
    const shown = found.map((certificate) => toCourseCertificate(certificate, now));
    return Page.from(shown, limit, ({ id }) => id);
  }

  /** @throws AppError NOT_FOUND for a code that is none, and for one that nobody has: after the same look-up */
  async verify(typed: string): Promise<VerifiedCertificate> {
    return toVerified(await this.byCode(typed), this.clock.now());
  }

  /** @throws AppError NOT_FOUND */
  async byCode(typed: string): Promise<CertificateDocument> {
    const certificate = await this.certificates.findByCode(readCode(typed) ?? NO_CODE);
    if (certificate === null) throw new AppError('NOT_FOUND', 'There is no certificate with this code.');
    return certificate;
  }

  /** @throws AppError NOT_FOUND for one of somebody else as well */
  async ownOne(id: string, { principal }: Caller): Promise<CertificateDocument> {
    const certificate = await this.certificates.findOwn(id, principal.userId);
    if (certificate === null) throw noCertificate();
    return certificate;
  }

  /** @throws AppError NOT_FOUND for one of another course, and for a course that the caller does not teach */
  async taughtOne(courseId: string, id: string, { principal }: Caller): Promise<CertificateDocument> {
    await this.courses.requireTaught(courseId, principal);
    const certificate = await this.certificates.findOfCourse(id, courseId);
    if (certificate === null) throw noCertificate();
    return certificate;
  }
}
