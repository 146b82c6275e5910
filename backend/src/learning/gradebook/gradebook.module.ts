import { Module } from '@nestjs/common';
import { AssignmentsModule } from '../assignments/assignments.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { EnrolmentsModule } from '../enrolments/enrolments.module.js';
import { GradesModule } from '../grades/grades.module.js';
import { QuizAttemptsModule } from '../quiz-attempts/quiz-attempts.module.js';
import { GradebookController } from './gradebook.controller.js';
import { GradebookExportService } from './gradebook-export.service.js';
import { GradebookService } from './gradebook.service.js';
import { GradingController } from './grading.controller.js';
import { GradingQueueService } from './grading-queue.service.js';

/** The gradebook, and what waits to be graded. */
@Module({
  imports: [AssignmentsModule, CoursesModule, EnrolmentsModule, GradesModule, QuizAttemptsModule],
  controllers: [GradebookController, GradingController],
  providers: [GradebookExportService, GradebookService, GradingQueueService],
})
export class GradebookModule {}
