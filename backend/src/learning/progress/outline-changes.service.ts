import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { BackgroundWork } from '../../common/background/background-work.js';
import { EventBus } from '../../common/events/event-bus.js';
import { type CourseRecord, CoursesPort } from '../courses/courses.port.js';
import { FollowedOutlineRepository } from './followed-outline.repository.js';
import { ProgressRecomputingService } from './progress-recomputing.service.js';

const PAGE = 100;
const MAX_FOLLOWED = 2_000;

/**
 * Notices that what progress is made of has changed (lessons came, went, or have other rules), and lets the remembered
 * progress of the learners be computed again. What was not noticed, because a process died, is noticed at the next start.
 */
@Injectable()
export class OutlineChangesService implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger(OutlineChangesService.name);
  private readonly followed = new LRUCache<string, true>({ max: MAX_FOLLOWED });

  constructor(
    private readonly outlines: FollowedOutlineRepository,
    private readonly recomputing: ProgressRecomputingService,
    private readonly courses: CoursesPort,
    private readonly events: EventBus,
    private readonly work: BackgroundWork,
  ) {}

  onModuleInit(): void {
    this.events.observe('course.changed', async ({ courseId, change }) => {
      if (change !== 'deleted') await this.changed(courseId);
    });
    this.events.observe('lesson.changed', async ({ courseId }) => {
      await this.changed(courseId);
    });
  }

  onApplicationBootstrap(): void {
    this.work.run('looking for courses that changed', async () => {
      await this.lookAtAll();
    });
  }

  /** Remembers that a course has learners with progress. Nobody waits for it. */
  follow({ id, outlineRevision }: CourseRecord): void {
    if (this.followed.has(id)) return;
    this.followed.set(id, true);
    this.work.run('following the outline of a course', async () => {
      await this.outlines.follow(id, outlineRevision);
    });
  }

  /** Looks at every course with learners: what changed unnoticed is computed, what is gone is forgotten. */
  async lookAtAll(): Promise<void> {
    let after = '';
    for (;;) {
      const page = await this.outlines.page(after, PAGE);
      const courses = await this.courses.findMany(page.map(({ courseId }) => courseId));
      const revisions = new Map(courses.map(({ id, outlineRevision }) => [id, outlineRevision]));
      for (const { courseId, done } of page) {
        const revision = revisions.get(courseId);
        if (revision === undefined) await this.outlines.remove(courseId);
        else if (revision > done) await this.recomputing.request(courseId);
      }
      after = page.at(-1)?.courseId ?? '';
      if (page.length < PAGE) break;
    }
    this.recomputing.wake();
  }

  private async changed(courseId: string): Promise<void> {
    try {
      await this.recomputing.request(courseId);
    } catch (error) {
      this.logger.warn({ err: error, courseId }, 'a changed course is looked at when the next process starts');
    }
  }
}
