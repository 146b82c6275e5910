import { Module } from '@nestjs/common';
import { AnalyticsModule } from './analytics/analytics.module.js';
import { AnnouncementsModule } from './announcements/announcements.module.js';
import { AssignmentsModule } from './assignments/assignments.module.js';
import { CatalogueModule } from './catalogue/catalogue.module.js';
import { CertificatesModule } from './certificates/certificates.module.js';
import { CoursesModule } from './courses/courses.module.js';
import { DemonstrationModule } from './demonstration/demonstration.module.js';
import { DiscussionsModule } from './discussions/discussions.module.js';
import { EnrolmentsModule } from './enrolments/enrolments.module.js';
import { GradebookModule } from './gradebook/gradebook.module.js';
import { GradesModule } from './grades/grades.module.js';
import { ProgressModule } from './progress/progress.module.js';
import { LessonsModule } from './lessons/lessons.module.js';
import { QuizAttemptsModule } from './quiz-attempts/quiz-attempts.module.js';
import { QuizzesModule } from './quizzes/quizzes.module.js';
import { ReviewsModule } from './reviews/reviews.module.js';
import { TransferModule } from './transfer/transfer.module.js';

/** Everything that people learn and teach with: each feature is a module of its own. */
@Module({
  imports: [
    AnalyticsModule,
    AnnouncementsModule,
    CatalogueModule,
    DiscussionsModule,
    CertificatesModule,
    DemonstrationModule,
    ReviewsModule,
    TransferModule,
    CoursesModule,
    EnrolmentsModule,
    ProgressModule,
    LessonsModule,
    QuizzesModule,
    GradesModule,
    QuizAttemptsModule,
    AssignmentsModule,
    GradebookModule,
  ],
})
export class LearningModule {}
