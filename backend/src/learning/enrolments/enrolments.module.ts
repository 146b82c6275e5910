import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { UsersModule } from '../../security/users/users.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { AdmissionsService } from './admissions.service.js';
import { EnrolmentRepository } from './enrolment.repository.js';
import { ENROLMENT_MODEL, enrolmentSchema } from './enrolment.schema.js';
import { EnrolmentsPort } from './enrolments.port.js';
import { EnrolmentsService } from './enrolments.service.js';
import { PeopleRepository } from './people.repository.js';

/** Who is in which course. */
@Module({
  imports: [
    CoursesModule,
    UsersModule,
    MongooseModule.forFeature([{ name: ENROLMENT_MODEL, schema: enrolmentSchema }]),
  ],
  providers: [
    AdmissionsService,
    EnrolmentRepository,
    EnrolmentsService,
    PeopleRepository,
    { provide: EnrolmentsPort, useExisting: EnrolmentsService },
  ],
  exports: [EnrolmentsPort],
})
export class EnrolmentsModule {}
