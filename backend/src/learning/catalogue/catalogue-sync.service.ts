import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { BackgroundWork } from '../../common/background/background-work.js';
import { EventBus } from '../../common/events/event-bus.js';
import { CoursesPort } from '../courses/courses.port.js';
import { CatalogueEntriesService } from './catalogue-entries.service.js';

const REPAIR_MS = 10 * 60_000;
const FIRST_REPAIR_MS = 3_000;

/** Hears of what changed in courses, and has the catalogue and the search made again: one course at a time, once for many changes. */
@Injectable()
export class CatalogueSyncService implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(CatalogueSyncService.name);
  private timer: NodeJS.Timeout | undefined;
  private repairing: Promise<void> | null = null;
  /** The courses under way; true where something changed again meanwhile. */
  private readonly running = new Map<string, boolean>();

  constructor(
    private readonly entries: CatalogueEntriesService,
    private readonly courses: CoursesPort,
    private readonly events: EventBus,
    private readonly work: BackgroundWork,
  ) {}

  onModuleInit(): void {
    this.events.observe('course.changed', ({ courseId, change }) => {
      if (change !== 'exported') this.refresh(courseId);
    });
    this.events.observe('lesson.changed', ({ courseId }) => {
      this.refresh(courseId);
    });
    this.events.observe('enrolment.changed', ({ courseId }) => {
      this.recount(courseId);
    });
    this.events.observe('enrolments.imported', ({ courseId }) => {
      this.recount(courseId);
    });
    this.events.observe('account.changed', ({ change, userId }) => {
      if (change === 'profile_updated' || change === 'deleted') this.refreshTaughtBy(userId);
    });
  }

  /** What a process did not get to, because it died in between, is found here. */
  onApplicationBootstrap(): void {
    this.timer = setTimeout(() => {
      this.repair();
    }, FIRST_REPAIR_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    await this.repairing;
  }

  private repair(): void {
    this.repairing = this.entries
      .repair()
      .catch((error: unknown) => {
        this.logger.debug({ err: error }, 'the catalogue could not be looked at; trying again');
      })
      .finally(() => {
        this.repairing = null;
        this.timer = setTimeout(() => {
          this.repair();
        }, REPAIR_MS).unref();
      });
  }

  private recount(courseId: string): void {
    this.work.run('how many learn in a course', async () => {
      await this.entries.recount(courseId);
    });
  }

  private refresh(courseId: string): void {
    if (this.running.has(courseId)) {
      this.running.set(courseId, true);
      return;
    }
    this.running.set(courseId, false);
    this.work.run('the catalogue and the search of a course', async () => {
      try {
        do {
          this.running.set(courseId, false);
          await this.entries.refresh(courseId);
        } while (this.running.get(courseId) === true);
      } finally {
        this.running.delete(courseId);
      }
    });
  }

  // their names stand in the catalogue
  private refreshTaughtBy(userId: string): void {
    this.work.run('the catalogue after a teacher changed', async () => {
      for (const courseId of await this.courses.taughtBy(userId)) this.refresh(courseId);
    });
  }
}
