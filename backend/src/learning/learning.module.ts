import { Module } from '@nestjs/common';
import { CoursesModule } from './courses/courses.module.js';
import { EnrolmentsModule } from './enrolments/enrolments.module.js';
import { QuizzesModule } from './quizzes/quizzes.module.js';

/** Everything that people learn and teach with: each feature is a module of its own. */
@Module({ imports: [CoursesModule, EnrolmentsModule, QuizzesModule] })
export class LearningModule {}
