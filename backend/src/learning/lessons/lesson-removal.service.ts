import type { Course } from '@classy-book/contracts/courses';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { DatabaseService } from '../../database/database.service.js';
import { CourseNewsService } from '../courses/course-news.service.js';
import { CoursesPort } from '../courses/courses.port.js';
import { TeachingService } from '../courses/teaching.service.js';
import { LessonRepository } from './lesson.repository.js';
import { LessonRevisionRepository } from './lesson-revision.repository.js';

/** Deletes lessons. What learners did in them stays, and counts for nothing. */
@Injectable()
export class LessonRemovalService {
  constructor(
    private readonly lessons: LessonRepository,
    private readonly revisions: LessonRevisionRepository,
    private readonly courses: CoursesPort,
    private readonly teaching: TeachingService,
    private readonly news: CourseNewsService,
    private readonly database: DatabaseService,
  ) {}

  /**
   * Takes a lesson out of the outline and deletes its body and its history, all or nothing.
   * @throws AppError NOT_FOUND, STALE
   */
  async remove(courseId: string, lessonId: string, version: number, caller: Caller): Promise<Course> {
    await this.courses.requireTaught(courseId, caller.principal);
    const { before } = await this.database.transaction(async (session) => {
      const changed = await this.courses.removeLesson(courseId, lessonId, version, session);
      await this.lessons.remove(lessonId, session);
      await this.revisions.removeOf(lessonId, session);
      return changed;
    });
    const lesson = before.sections.flatMap(({ lessons }) => lessons).find(({ id }) => id === lessonId);
    const title = lesson?.title ?? '';
    const told = { before: { title, published: lesson?.published != null }, after: null };
    await this.news.tellOfLesson('deleted', before, { id: lessonId, title }, caller, told);
    return await this.teaching.get(courseId, caller);
  }
}
