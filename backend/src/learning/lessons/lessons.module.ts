import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { FilesModule } from '../../performance/file/files.module.js';
import { SanitizationModule } from '../../security/sanitization/sanitization.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { QuizzesModule } from '../quizzes/quizzes.module.js';
import { DraftChecksService } from './draft-checks.service.js';
import { LessonEditingService } from './lesson-editing.service.js';
import { LessonHistoryService } from './lesson-history.service.js';
import { LessonPublishingService } from './lesson-publishing.service.js';
import { LessonRemovalService } from './lesson-removal.service.js';
import { LessonRepository } from './lesson.repository.js';
import { LessonRevisionRepository } from './lesson-revision.repository.js';
import { LESSON_REVISION_MODEL, lessonRevisionSchema } from './lesson-revision.schema.js';
import { LESSON_MODEL, lessonDocumentSchema } from './lesson.schema.js';
import { LessonStoreService } from './lesson-store.service.js';
import { LessonsController } from './lessons.controller.js';
import { LessonsPort } from './lessons.port.js';
import { LessonsService } from './lessons.service.js';

/** The bodies of lessons: drafts, what is in force, and history. */
@Module({
  imports: [
    CoursesModule,
    FilesModule,
    QuizzesModule,
    SanitizationModule,
    MongooseModule.forFeature([
      { name: LESSON_MODEL, schema: lessonDocumentSchema },
      { name: LESSON_REVISION_MODEL, schema: lessonRevisionSchema },
    ]),
  ],
  controllers: [LessonsController],
  providers: [
    DraftChecksService,
    LessonEditingService,
    LessonHistoryService,
    LessonPublishingService,
    LessonRemovalService,
    LessonRepository,
    LessonRevisionRepository,
    LessonStoreService,
    LessonsService,
    { provide: LessonsPort, useExisting: LessonsService },
  ],
  exports: [DraftChecksService, LessonEditingService, LessonPublishingService, LessonsPort],
})
export class LessonsModule {}
