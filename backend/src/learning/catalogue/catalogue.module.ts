import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { FilesModule } from '../../performance/file/files.module.js';
import { SearchModule } from '../../performance/search/search.module.js';
import { UsersModule } from '../../security/users/users.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { EnrolmentsModule } from '../enrolments/enrolments.module.js';
import { LessonsModule } from '../lessons/lessons.module.js';
import { ProgressModule } from '../progress/progress.module.js';
import { CatalogueEntriesService } from './catalogue-entries.service.js';
import { CatalogueEntryRepository } from './catalogue-entry.repository.js';
import { CATALOGUE_ENTRY_MODEL, catalogueEntrySchema } from './catalogue-entry.schema.js';
import { CatalogueSyncService } from './catalogue-sync.service.js';
import { CatalogueController } from './catalogue.controller.js';
import { CatalogueService } from './catalogue.service.js';
import { CourseSearchController } from './course-search.controller.js';
import { CourseSearchService } from './course-search.service.js';

/** The catalogue of published courses, and the search over courses and lessons. */
@Module({
  imports: [
    CoursesModule,
    EnrolmentsModule,
    FilesModule,
    LessonsModule,
    MongooseModule.forFeature([{ name: CATALOGUE_ENTRY_MODEL, schema: catalogueEntrySchema }]),
    ProgressModule,
    SearchModule,
    UsersModule,
  ],
  controllers: [CatalogueController, CourseSearchController],
  providers: [
    CatalogueEntriesService,
    CatalogueEntryRepository,
    CatalogueService,
    CatalogueSyncService,
    CourseSearchService,
  ],
  exports: [CatalogueEntriesService, CatalogueService],
})
export class CatalogueModule {}
