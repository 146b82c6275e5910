import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AccountsModule } from '../../security/accounts/accounts.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { EnrolmentsModule } from '../enrolments/enrolments.module.js';
import { GradesModule } from '../grades/grades.module.js';
import { ProgressModule } from '../progress/progress.module.js';
import { QuizzesModule } from '../quizzes/quizzes.module.js';
import { AttemptCloserService } from './attempt-closer.service.js';
import { AttemptClosingService } from './attempt-closing.service.js';
import { AttemptPreviewsService } from './attempt-previews.service.js';
import { AttemptRecordsService } from './attempt-records.service.js';
import { AttemptResultsService } from './attempt-results.service.js';
import { AttemptStartsService } from './attempt-starts.service.js';
import { AttemptsOfPeopleService } from './attempts-of-people.service.js';
import { EssayGradingService } from './essay-grading.service.js';
import { QuizAllowanceRepository } from './quiz-allowance.repository.js';
import { QUIZ_ALLOWANCE_MODEL, quizAllowanceSchema } from './quiz-allowance.schema.js';
import { QuizAllowancesService } from './quiz-allowances.service.js';
import { QuizAttemptRepository } from './quiz-attempt.repository.js';
import { QUIZ_ATTEMPT_MODEL, quizAttemptSchema } from './quiz-attempt.schema.js';
import { QuizAttemptsController } from './quiz-attempts.controller.js';
import { QuizAttemptsService } from './quiz-attempts.service.js';
import { QuizContentsService } from './quiz-contents.service.js';
import { QuizIntroService } from './quiz-intro.service.js';
import { QuizSnapshotRepository } from './quiz-snapshot.repository.js';
import { QUIZ_SNAPSHOT_MODEL, quizSnapshotSchema } from './quiz-snapshot.schema.js';
import { QuizTeachingController } from './quiz-teaching.controller.js';

/** Attempts of quizzes: they belong to the server, which keeps their time, their questions and their answers. */
@Module({
  imports: [
    AccountsModule,
    CoursesModule,
    EnrolmentsModule,
    GradesModule,
    ProgressModule,
    QuizzesModule,
    MongooseModule.forFeature([
      { name: QUIZ_ATTEMPT_MODEL, schema: quizAttemptSchema },
      { name: QUIZ_ALLOWANCE_MODEL, schema: quizAllowanceSchema },
      { name: QUIZ_SNAPSHOT_MODEL, schema: quizSnapshotSchema },
    ]),
  ],
  controllers: [QuizAttemptsController, QuizTeachingController],
  providers: [
    AttemptCloserService,
    AttemptClosingService,
    AttemptPreviewsService,
    AttemptRecordsService,
    AttemptResultsService,
    AttemptStartsService,
    AttemptsOfPeopleService,
    EssayGradingService,
    QuizAllowanceRepository,
    QuizAllowancesService,
    QuizAttemptRepository,
    QuizAttemptsService,
    QuizContentsService,
    QuizIntroService,
    QuizSnapshotRepository,
  ],
  exports: [AttemptRecordsService, EssayGradingService],
})
export class QuizAttemptsModule {}
