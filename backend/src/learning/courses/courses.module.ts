import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { FilesModule } from '../../performance/file/files.module.js';
import { AccountsModule } from '../../security/accounts/accounts.module.js';
import { SanitizationModule } from '../../security/sanitization/sanitization.module.js';
import { UsersModule } from '../../security/users/users.module.js';
import { CourseFilesService } from './course-files.service.js';
import { CourseNewsService } from './course-news.service.js';
import { CoursePartsService } from './course-parts.service.js';
import { CoursePeopleService } from './course-people.service.js';
import { CourseRemovalService } from './course-removal.service.js';
import { CourseRepository } from './course.repository.js';
import { COURSE_MODEL, courseDocumentSchema } from './course.schema.js';
import { CourseStandingService } from './course-standing.service.js';
import { CourseStoreService } from './course-store.service.js';
import { CourseViewsService } from './course-views.service.js';
import { CoursesController } from './courses.controller.js';
import { CoursesPort } from './courses.port.js';
import { CoursesService } from './courses.service.js';
import { OutlineController } from './outline.controller.js';
import { OutlineService } from './outline.service.js';
import { TeachingService } from './teaching.service.js';

/** Courses with their outline. */
@Module({
  imports: [
    AccountsModule,
    FilesModule,
    SanitizationModule,
    UsersModule,
    MongooseModule.forFeature([{ name: COURSE_MODEL, schema: courseDocumentSchema }]),
  ],
  controllers: [CoursesController, OutlineController],
  providers: [
    CourseFilesService,
    CourseNewsService,
    CoursePartsService,
    CoursePeopleService,
    CourseRemovalService,
    CourseRepository,
    CourseStandingService,
    CourseStoreService,
    CourseViewsService,
    CoursesService,
    { provide: CoursesPort, useExisting: CoursesService },
    OutlineService,
    TeachingService,
  ],
  exports: [
    CourseNewsService,
    CoursesPort,
    CourseStandingService,
    CourseStoreService,
    CourseViewsService,
    TeachingService,
  ],
})
export class CoursesModule {}
