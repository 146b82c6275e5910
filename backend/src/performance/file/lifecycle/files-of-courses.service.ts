import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../../common/events/event-bus.js';
import { FileRemoval } from './file-removal.js';
import { FileRepository } from '../file.repository.js';
import type { FileDocument } from '../file.schema.js';
import { FileUses } from './file-uses.js';

/** The files of a course go with it, those that no lesson names too; not those that another course names. */
@Injectable()
export class FilesOfCoursesService implements OnModuleInit {
  constructor(
    private readonly files: FileRepository,
    private readonly removal: FileRemoval,
    private readonly uses: FileUses,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.events.observe('course.changed', async ({ change, courseId }) => {
      if (change === 'deleted') await this.removeAllOf(courseId);
    });
  }

  private async removeAllOf(courseId: string): Promise<void> {
    let after: string | null = null;
    do {
      const files: FileDocument[] = await this.files.allOfCourse(courseId, after);
      const uses = await this.uses.of(files);
      const isElsewhere = (id: string) => uses.get(id)?.some((use) => use.courseId !== courseId) ?? false;
      await this.removal.remove(files.filter(({ _id }) => !isElsewhere(_id.toHexString())));
      after = files.at(-1)?._id.toHexString() ?? null;
    } while (after !== null);
  }
}
