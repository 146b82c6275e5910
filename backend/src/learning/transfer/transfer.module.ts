import { Module } from '@nestjs/common';
import { FilesModule } from '../../performance/file/files.module.js';
import { SanitizationModule } from '../../security/sanitization/sanitization.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { LessonsModule } from '../lessons/lessons.module.js';
import { QuizzesModule } from '../quizzes/quizzes.module.js';
import { CourseArchivesService } from './course-archives.service.js';
import { CourseBundlesService } from './course-bundles.service.js';
import { CourseImportService } from './course-import.service.js';
import { TransferController } from './transfer.controller.js';
import { TransferService } from './transfer.service.js';

/** Copies, archives and imports of courses. */
@Module({
  imports: [CoursesModule, FilesModule, LessonsModule, QuizzesModule, SanitizationModule],
  controllers: [TransferController],
  providers: [CourseArchivesService, CourseBundlesService, CourseImportService, TransferService],
  exports: [CourseBundlesService],
})
export class TransferModule {}
