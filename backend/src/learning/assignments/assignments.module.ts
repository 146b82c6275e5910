import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { FilesModule } from '../../performance/file/files.module.js';
import { AccountsModule } from '../../security/accounts/accounts.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { EnrolmentsModule } from '../enrolments/enrolments.module.js';
import { GradesModule } from '../grades/grades.module.js';
import { LessonsModule } from '../lessons/lessons.module.js';
import { ProgressModule } from '../progress/progress.module.js';
import { AssignmentBlocksService } from './assignment-blocks.service.js';
import { AssignmentsController } from './assignments.controller.js';
import { SubmissionGradingService } from './submission-grading.service.js';
import { SubmissionRecordsService } from './submission-records.service.js';
import { SubmissionRepository } from './submission.repository.js';
import { SubmissionResultsService } from './submission-results.service.js';
import { SUBMISSION_MODEL, submissionSchema } from './submission.schema.js';
import { SubmissionsOfPeopleService } from './submissions-of-people.service.js';
import { SubmissionsService, SubmissionStore } from './submissions.service.js';

/** Assignments: texts and files that learners hand in and teachers grade. */
@Module({
  imports: [
    AccountsModule,
    CoursesModule,
    EnrolmentsModule,
    FilesModule,
    GradesModule,
    LessonsModule,
    ProgressModule,
    MongooseModule.forFeature([{ name: SUBMISSION_MODEL, schema: submissionSchema }]),
  ],
  controllers: [AssignmentsController],
  providers: [
    AssignmentBlocksService,
    SubmissionGradingService,
    SubmissionRecordsService,
    SubmissionRepository,
    SubmissionResultsService,
    SubmissionStore,
    SubmissionsOfPeopleService,
    SubmissionsService,
  ],
  exports: [SubmissionGradingService, SubmissionRecordsService],
})
export class AssignmentsModule {}
