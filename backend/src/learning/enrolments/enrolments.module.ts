import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { EmailModule } from '../../messaging/email/email.module.js';
import { NotificationsModule } from '../../messaging/notifications/notifications.module.js';
import { AccountsModule } from '../../security/accounts/accounts.module.js';
import { UsersModule } from '../../security/users/users.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { AdmissionsService } from './admissions.service.js';
import { CourseAccountsService } from './course-accounts.service.js';
import { CourseCodeRepository } from './course-code.repository.js';
import { COURSE_CODE_MODEL, courseCodeDocumentSchema } from './course-code.schema.js';
import { CourseCodesService } from './course-codes.service.js';
import { CourseInvitationRepository } from './course-invitation.repository.js';
import { COURSE_INVITATION_MODEL, courseInvitationDocumentSchema } from './course-invitation.schema.js';
import { CourseInvitationsService } from './course-invitations.service.js';
import { CourseLearnersService } from './course-learners.service.js';
import { EnrolmentImportRepository } from './enrolment-import.repository.js';
import {
  ENROLMENT_IMPORT_MODEL,
  enrolmentImportSchema,
  IMPORT_CHUNK_MODEL,
  importChunkSchema,
} from './enrolment-import.schema.js';
import { EnrolmentExpiryService } from './enrolment-expiry.service.js';
import { EnrolmentNewsService } from './enrolment-news.service.js';
import { EnrolmentRepository } from './enrolment.repository.js';
import { ENROLMENT_MODEL, enrolmentSchema } from './enrolment.schema.js';
import { EnrolmentsOfPeopleService } from './enrolments-of-people.service.js';
import { EnrolmentsPort } from './enrolments.port.js';
import { EnrolmentsService } from './enrolments.service.js';
import { ImportRunnerService } from './import-runner.service.js';
import { ImportsController } from './imports.controller.js';
import { ImportsService } from './imports.service.js';
import { InvitationLettersService } from './invitation-letters.service.js';
import { InvitationsController } from './invitations.controller.js';
import { JoinController } from './join.controller.js';
import { JoinReferencesService } from './join-references.service.js';
import { JoinService } from './join.service.js';
import { JoiningService } from './joining.service.js';
import { PeopleChangesService } from './people-changes.service.js';
import { PeopleController } from './people.controller.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleService } from './people.service.js';
import { RosterService } from './roster.service.js';
import { SelfEnrolmentController } from './self-enrolment.controller.js';
import { SelfEnrolmentService } from './self-enrolment.service.js';

/** Who is in which course, and how they get in. */
@Module({
  imports: [
    AccountsModule,
    CoursesModule,
    EmailModule,
    NotificationsModule,
    UsersModule,
    MongooseModule.forFeature([
      { name: ENROLMENT_MODEL, schema: enrolmentSchema },
      { name: COURSE_INVITATION_MODEL, schema: courseInvitationDocumentSchema },
      { name: COURSE_CODE_MODEL, schema: courseCodeDocumentSchema },
      { name: ENROLMENT_IMPORT_MODEL, schema: enrolmentImportSchema },
      { name: IMPORT_CHUNK_MODEL, schema: importChunkSchema },
    ]),
  ],
  controllers: [SelfEnrolmentController, JoinController, ImportsController, PeopleController, InvitationsController],
  providers: [
    AdmissionsService,
    CourseAccountsService,
    CourseCodeRepository,
    CourseCodesService,
    CourseInvitationRepository,
    CourseInvitationsService,
    CourseLearnersService,
    EnrolmentExpiryService,
    EnrolmentImportRepository,
    EnrolmentNewsService,
    EnrolmentRepository,
    EnrolmentsOfPeopleService,
    EnrolmentsService,
    ImportRunnerService,
    ImportsService,
    InvitationLettersService,
    JoinReferencesService,
    JoinService,
    JoiningService,
    PeopleChangesService,
    PeopleRepository,
    PeopleService,
    RosterService,
    SelfEnrolmentService,
    { provide: EnrolmentsPort, useExisting: EnrolmentsService },
  ],
  exports: [EnrolmentsPort],
})
export class EnrolmentsModule {}
