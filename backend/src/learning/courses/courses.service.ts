import type { PublishedHeader } from '@classy-book/contracts/courses';
import { objectIdSchema } from '@classy-book/contracts/primitives';
import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import type { Principal } from '../../common/http/request-context.js';
import { CoursePartsService } from './course-parts.service.js';
import { CourseRepository } from './course.repository.js';
import { toRecord } from './course.mapper.js';
import { CourseStoreService } from './course-store.service.js';
import { CourseViewsService } from './course-views.service.js';
import { staleCourse } from './courses.errors.js';
import { CoursesPort, type CoursePart, type CourseRecord } from './courses.port.js';
import { lessonOf, noteDraft, removeLesson, setHeader } from './outline.js';

/** Courses, for the other features of learning. */
@Injectable()
export class CoursesService extends CoursesPort {
  constructor(
    private readonly courses: CourseRepository,
    private readonly store: CourseStoreService,
    private readonly views: CourseViewsService,
    private readonly parts: CoursePartsService,
  ) {
    super();
  }

  async find(reference: string, session?: ClientSession): Promise<CourseRecord | null> {
    const byId = objectIdSchema.safeParse(reference).success;
    const found = byId
      ? await this.courses.find(reference, session)
      : await this.courses.findBySlug(reference, session);
    return found === null ? null : toRecord(found);
  }

  async findByLesson(lessonId: string): Promise<CourseRecord | null> {
    const found = await this.courses.findByLesson(lessonId);
    return found === null ? null : toRecord(found);
  }

  async findMany(ids: readonly string[]): Promise<CourseRecord[]> {
    return ids.length === 0 ? [] : (await this.courses.findMany(ids)).map(toRecord);
  }

  teaches(course: Pick<CourseRecord, 'teacherIds'>, principal: Pick<Principal, 'userId' | 'permissions'>): boolean {
    return this.store.teaches({ teacherIds: [...course.teacherIds] }, principal);
  }

  async requireTaught(id: string, principal: Pick<Principal, 'userId' | 'permissions'>): Promise<CourseRecord> {
    return toRecord(await this.store.requireTaught(id, principal));
  }

  async taughtBy(userId: string): Promise<string[]> {
    return await this.courses.idsTaught(userId);
  }

  async setLessonHeader(
    courseId: string,
    lessonId: string,
    header: PublishedHeader | null,
    session: ClientSession,
  ): Promise<void> {
    await this.store.changeIn(session, courseId, ({ version, outlineRevision, sections }) => ({
      sections: setHeader(sections, lessonId, header),
      version: version + 1,
      outlineRevision: outlineRevision + 1,
    }));
  }

  async noteDraft(
    courseId: string,
    lessonId: string,
    title: string,
    changed: boolean,
    session: ClientSession,
  ): Promise<void> {
    await this.store.changeIn(session, courseId, ({ sections }) => ({
      sections: noteDraft(sections, lessonId, title, changed),
    }));
  }

  async removeLesson(
    courseId: string,
    lessonId: string,
    version: number,
    session: ClientSession,
  ): Promise<{ readonly before: CourseRecord; readonly after: CourseRecord }> {
    const { before, after } = await this.store.changeIn(session, courseId, (course) => {
      if (course.version !== version) throw staleCourse();
      const wasPublished = lessonOf(course.sections, lessonId).published !== null;
      return {
        sections: removeLesson(course.sections, lessonId),
        version: version + 1,
        outlineRevision: course.outlineRevision + (wasPublished ? 1 : 0),
      };
    });
    return { before: toRecord(before), after: toRecord(after) };
  }

  contribute(part: CoursePart): void {
    this.parts.add(part);
  }

  async versions(after: string | null, limit: number): Promise<{ id: string; version: number }[]> {
    return await this.courses.versions(after, limit);
  }

  countLearnersWith(count: (courseIds: readonly string[]) => Promise<ReadonlyMap<string, number>>): void {
    this.views.countLearnersWith(count);
  }
}
