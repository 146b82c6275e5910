import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BackgroundWork } from '../../common/background/background-work.js';
import { EventBus } from '../../common/events/event-bus.js';
import { AccountExportService } from '../../security/accounts/account-export.service.js';
import { FollowedOutlineRepository } from './followed-outline.repository.js';
import { LessonNoteRepository } from './lesson-note.repository.js';
import { LessonProgressRepository } from './lesson-progress.repository.js';

/** What goes with a course, what goes with a person, and what a person gets to see of it. */
@Injectable()
export class ProgressRemovalService implements OnModuleInit {
  constructor(
    private readonly facts: LessonProgressRepository,
    private readonly notes: LessonNoteRepository,
    private readonly outlines: FollowedOutlineRepository,
    private readonly exports: AccountExportService,
    private readonly events: EventBus,
    private readonly work: BackgroundWork,
  ) {}

  onModuleInit(): void {
    this.exports.contribute('lessonNotes', async ({ userId }) => await this.notes.ofUser(userId));
    this.events.observe('course.changed', ({ change, courseId }) => {
      if (change !== 'deleted') return;
      this.work.run('removing the progress of a deleted course', async () => {
        await this.removeCourse(courseId);
      });
    });
    this.events.observe('account.changed', ({ change, userId }) => {
      if (change === 'deleted') this.forget(userId);
    });
    this.events.observe('account.administered', ({ change, userId }) => {
      if (change === 'deleted') this.forget(userId);
    });
  }

  /** Removes everything of a course that is gone. */
  async removeCourse(courseId: string): Promise<void> {
    await this.facts.removeOfCourse(courseId);
    await this.notes.removeOfCourse(courseId);
    // last: as long as it stands, the next start finds the rest
    await this.outlines.remove(courseId);
  }

  private forget(userId: string): void {
    this.work.run('removing the progress of somebody who left', async () => {
      await this.facts.removeOfUser(userId);
      await this.notes.removeOfUser(userId);
    });
  }
}
