import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { DatabaseService } from '../../database/database.service.js';
import { CourseNewsService } from './course-news.service.js';
import { CoursePartsService } from './course-parts.service.js';
import { CourseRepository } from './course.repository.js';
import { isOwned } from './course.mapper.js';
import { CourseStoreService } from './course-store.service.js';
import { CourseViewsService } from './course-views.service.js';
import { requireOwner, staleCourse } from './courses.errors.js';
import { lessonsOf } from './outline.js';

const ARCHIVE_IT = 'People were enrolled in this course, so it stays. Archive it instead.';

/** Deletes courses that nobody was ever enrolled in. */
@Injectable()
export class CourseRemovalService {
  constructor(
    private readonly courses: CourseRepository,
    private readonly store: CourseStoreService,
    private readonly views: CourseViewsService,
    private readonly parts: CoursePartsService,
    private readonly news: CourseNewsService,
    private readonly database: DatabaseService,
  ) {}

  /**
   * Deletes a course with everything in it.
   * @throws AppError NOT_FOUND, FORBIDDEN for who does not own it, STALE, CONFLICT where somebody was ever enrolled
   */
  async remove(id: string, version: number, caller: Caller): Promise<void> {
    const course = await this.store.requireTaught(id, caller.principal);
    requireOwner(isOwned(course, caller.principal), 'delete it');
    if (((await this.views.learnersOf([id])).get(id) ?? 0) > 0) throw new AppError('CONFLICT', ARCHIVE_IT);
    const removed = await this.database.transaction(async (session) => {
      const { before } = await this.store.changeIn(session, id, () => ({}));
      if (before.version !== version) throw staleCourse();
      const reason = await this.parts.keeps(id, session);
      if (reason !== null) throw new AppError('CONFLICT', reason);
      await this.parts.remove(id, session);
      await this.courses.remove(id, session);
      return before;
    });
    const { title, slug, state, sections } = removed;
    const before = { title, slug, state, sections: sections.length, lessons: lessonsOf(sections).length };
    await this.news.tell('deleted', removed, caller, { before, after: null });
  }
}
