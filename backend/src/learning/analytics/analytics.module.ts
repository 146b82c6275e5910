import { Module } from '@nestjs/common';
import { CoursesModule } from '../courses/courses.module.js';
import { EnrolmentsModule } from '../enrolments/enrolments.module.js';
import { GradesModule } from '../grades/grades.module.js';
import { ProgressModule } from '../progress/progress.module.js';
import { AnalyticsController } from './analytics.controller.js';
import { AnalyticsService } from './analytics.service.js';

/** How courses go, for their teachers. */
@Module({
  imports: [CoursesModule, EnrolmentsModule, GradesModule, ProgressModule],
  controllers: [AnalyticsController],
  providers: [AnalyticsService],
})
export class AnalyticsModule {}
