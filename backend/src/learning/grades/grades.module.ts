import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { NotificationsModule } from '../../messaging/notifications/notifications.module.js';
import { UsersModule } from '../../security/users/users.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { EnrolmentsModule } from '../enrolments/enrolments.module.js';
import { GradedPeopleService } from './graded-people.service.js';
import { GradeRepository } from './grade.repository.js';
import { GRADE_MODEL, gradeSchema } from './grade.schema.js';
import { GradesPort } from './grades.port.js';
import { GradesService } from './grades.service.js';
import { GradingNewsService } from './grading-news.service.js';

/** What counts of each graded block for each learner. */
@Module({
  imports: [
    CoursesModule,
    EnrolmentsModule,
    NotificationsModule,
    UsersModule,
    MongooseModule.forFeature([{ name: GRADE_MODEL, schema: gradeSchema }]),
  ],
  providers: [
    GradedPeopleService,
    GradeRepository,
    GradesService,
    GradingNewsService,
    { provide: GradesPort, useExisting: GradesService },
  ],
  exports: [GradedPeopleService, GradesPort, GradingNewsService],
})
export class GradesModule {}
