import { Module } from '@nestjs/common';
import { CatalogueModule } from './catalogue/catalogue.module.js';
import { CoursesModule } from './courses/courses.module.js';
import { EnrolmentsModule } from './enrolments/enrolments.module.js';
import { ProgressModule } from './progress/progress.module.js';
import { LessonsModule } from './lessons/lessons.module.js';
import { QuizzesModule } from './quizzes/quizzes.module.js';
import { ReviewsModule } from './reviews/reviews.module.js';

/** Everything that people learn and teach with: each feature is a module of its own. */
@Module({
  imports: [
    CatalogueModule,
    ReviewsModule,
    CoursesModule,
    EnrolmentsModule,
    ProgressModule,
    LessonsModule,
    QuizzesModule,
  ],
})
export class LearningModule {}
