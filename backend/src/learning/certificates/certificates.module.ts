import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { NotificationsModule } from '../../messaging/notifications/notifications.module.js';
import { AccountsModule } from '../../security/accounts/accounts.module.js';
import { UsersModule } from '../../security/users/users.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { EnrolmentsModule } from '../enrolments/enrolments.module.js';
import { GradesModule } from '../grades/grades.module.js';
import { BadgeSigner } from './badge-signer.js';
import { CertificateCausesService } from './certificate-causes.service.js';
import { CertificateDocumentsService } from './certificate-documents.service.js';
import { CertificateIssuingService } from './certificate-issuing.service.js';
import { CertificateNewsService } from './certificate-news.service.js';
import { CertificateRepository } from './certificate.repository.js';
import { CERTIFICATE_MODEL, certificateDocumentSchema } from './certificate.schema.js';
import { CertificateStandingService } from './certificate-standing.service.js';
import { CertificateSweeperService } from './certificate-sweeper.service.js';
import { CertificatesController } from './certificates.controller.js';
import { CertificatesOfPeopleService } from './certificates-of-people.service.js';
import { CertificatesService } from './certificates.service.js';
import { CourseCertificatesController } from './course-certificates.controller.js';
import { VerificationController } from './verification.controller.js';

/** Certificates of completed courses, which anybody can verify. */
@Module({
  imports: [
    AccountsModule,
    CoursesModule,
    EnrolmentsModule,
    GradesModule,
    NotificationsModule,
    UsersModule,
    MongooseModule.forFeature([{ name: CERTIFICATE_MODEL, schema: certificateDocumentSchema }]),
  ],
  controllers: [CertificatesController, VerificationController, CourseCertificatesController],
  providers: [
    BadgeSigner,
    CertificateCausesService,
    CertificateDocumentsService,
    CertificateIssuingService,
    CertificateNewsService,
    CertificateRepository,
    CertificateStandingService,
    CertificateSweeperService,
    CertificatesOfPeopleService,
    CertificatesService,
  ],
})
export class CertificatesModule {}
