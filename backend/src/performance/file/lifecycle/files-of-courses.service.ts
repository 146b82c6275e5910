import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../../common/events/event-bus.js';
import { FileRemoval } from './file-removal.js';
import { FileRepository } from '../file.repository.js';

/** The files of a course go with it, those that no lesson names too. */
@Injectable()
export class FilesOfCoursesService implements OnModuleInit {
  constructor(
    private readonly files: FileRepository,
    private readonly removal: FileRemoval,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.events.observe('course.changed', async ({ change, courseId }) => {
      if (change === 'deleted') await this.removeAllOf(courseId);
    });
  }

  private async removeAllOf(courseId: string): Promise<void> {
    for (;;) {
      const files = await this.files.ofCourse(courseId);
      if (files.length === 0) return;
      await this.removal.remove(files);
    }
  }
}
