import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BackgroundWork } from '../../common/background/background-work.js';
import { EventBus } from '../../common/events/event-bus.js';
import { AccountExportService } from '../../security/accounts/account-export.service.js';
import { CoursesPort } from '../courses/courses.port.js';
import { LessonNoteRepository } from './lesson-note.repository.js';
import { LessonProgressRepository } from './lesson-progress.repository.js';

/** What goes with a course, what goes with a person, and what a person gets to see of it. */
@Injectable()
export class ProgressRemovalService implements OnModuleInit {
  constructor(
    private readonly facts: LessonProgressRepository,
    private readonly notes: LessonNoteRepository,
    private readonly courses: CoursesPort,
    private readonly exports: AccountExportService,
    private readonly events: EventBus,
    private readonly work: BackgroundWork,
  ) {}

  onModuleInit(): void {
    this.exports.contribute('lessonNotes', async ({ userId }) => await this.notes.ofUser(userId));
    this.courses.contribute({
      remove: async (courseId, session) => {
        await this.facts.removeOfCourse(courseId, session);
        await this.notes.removeOfCourse(courseId, session);
      },
    });
    this.events.observe('account.changed', ({ change, userId }) => {
      if (change === 'deleted') this.forget(userId);
    });
    this.events.observe('account.administered', ({ change, userId }) => {
      if (change === 'deleted') this.forget(userId);
    });
  }

  private forget(userId: string): void {
    this.work.run('removing the progress of somebody who left', async () => {
      await this.facts.removeOfUser(userId);
      await this.notes.removeOfUser(userId);
    });
  }
}
