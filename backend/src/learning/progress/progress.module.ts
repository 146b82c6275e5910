import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { FilesModule } from '../../performance/file/files.module.js';
import { AccountsModule } from '../../security/accounts/accounts.module.js';
import { UsersModule } from '../../security/users/users.module.js';
import { CoursesModule } from '../courses/courses.module.js';
import { EnrolmentsModule } from '../enrolments/enrolments.module.js';
import { LessonsModule } from '../lessons/lessons.module.js';
import { CourseCompletionRepository } from './course-completion.repository.js';
import { COURSE_COMPLETION_MODEL, courseCompletionSchema } from './course-completion.schema.js';
import { CourseCompletionsService } from './course-completions.service.js';
import { FollowedOutlineRepository } from './followed-outline.repository.js';
import { FOLLOWED_OUTLINE_MODEL, followedOutlineSchema } from './followed-outline.schema.js';
import { LearnController } from './learn.controller.js';
import { LearnLessonsService } from './learn-lessons.service.js';
import { LearnRecordsService } from './learn-records.service.js';
import { LearnService } from './learn.service.js';
import { LearnerProgressController } from './learner-progress.controller.js';
import { LearnerProgressService } from './learner-progress.service.js';
import { LearnerRecomputingService } from './learner-recomputing.service.js';
import { LessonCountsRepository } from './lesson-counts.repository.js';
import { LessonAccessService } from './lesson-access.service.js';
import { LessonFilesService } from './lesson-files.service.js';
import { LessonNoteRepository } from './lesson-note.repository.js';
import { LESSON_NOTE_MODEL, lessonNoteSchema } from './lesson-note.schema.js';
import { LessonNotesService } from './lesson-notes.service.js';
import { LessonProgressRepository } from './lesson-progress.repository.js';
import { LESSON_PROGRESS_MODEL, lessonProgressSchema } from './lesson-progress.schema.js';
import { OutlineChangesService } from './outline-changes.service.js';
import { PreviewController } from './preview.controller.js';
import { ProgressPartsService } from './progress-parts.service.js';
import { ProgressPort } from './progress.port.js';
import { ProgressRecomputingService } from './progress-recomputing.service.js';
import { ProgressRecordsService } from './progress-records.service.js';
import { ProgressRemovalService } from './progress-removal.service.js';
import { ProgressResetService } from './progress-reset.service.js';
import { ProgressService } from './progress.service.js';

/** What learners have done, what it amounts to, and which lessons it opens. */
@Module({
  imports: [
    AccountsModule,
    CoursesModule,
    EnrolmentsModule,
    FilesModule,
    LessonsModule,
    UsersModule,
    MongooseModule.forFeature([
      { name: COURSE_COMPLETION_MODEL, schema: courseCompletionSchema },
      { name: FOLLOWED_OUTLINE_MODEL, schema: followedOutlineSchema },
      { name: LESSON_NOTE_MODEL, schema: lessonNoteSchema },
      { name: LESSON_PROGRESS_MODEL, schema: lessonProgressSchema },
    ]),
  ],
  controllers: [LearnController, LearnerProgressController, PreviewController],
  providers: [
    LessonCountsRepository,
    CourseCompletionRepository,
    CourseCompletionsService,
    FollowedOutlineRepository,
    LearnerProgressService,
    LearnerRecomputingService,
    LearnLessonsService,
    LearnRecordsService,
    LearnService,
    LessonAccessService,
    LessonFilesService,
    LessonNoteRepository,
    LessonNotesService,
    LessonProgressRepository,
    OutlineChangesService,
    ProgressPartsService,
    ProgressRecomputingService,
    ProgressRecordsService,
    ProgressRemovalService,
    ProgressResetService,
    ProgressService,
    { provide: ProgressPort, useExisting: ProgressService },
  ],
  exports: [ProgressPort],
})
export class ProgressModule {}
