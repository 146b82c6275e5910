import type {
  Course,
  CreateLessonRequest,
  CreateSectionRequest,
  OutlineSection,
  ReorderOutlineRequest,
  UpdateOutlineLessonRequest,
  UpdateSectionRequest,
} from '@classy-book/contracts/courses';
import { Injectable } from '@nestjs/common';
import type { EventFacts } from '../../common/events/identity-events.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { CourseNewsService, orderFacts } from './course-news.service.js';
import { CourseRepository } from './course.repository.js';
import { toRecord } from './course.mapper.js';
import { type ChangedCourse, CourseStoreService } from './course-store.service.js';
import { CourseViewsService } from './course-views.service.js';
import {
  addLesson,
  addSection,
  lessonOf,
  removeSection,
  reorder,
  sectionOf,
  updateLesson,
  updateSection,
} from './outline.js';

/** The outline of a course: sections and lessons in one order, which every change writes as a whole. */
@Injectable()
export class OutlineService {
  constructor(
    private readonly courses: CourseRepository,
    private readonly store: CourseStoreService,
    private readonly views: CourseViewsService,
    private readonly news: CourseNewsService,
  ) {}

  /** A new section at the end. @throws AppError NOT_FOUND, STALE, LIMIT_REACHED */
  async addSection(courseId: string, { version, title }: CreateSectionRequest, caller: Caller): Promise<Course> {
    const id = this.courses.newId();
    const changed = await this.change(courseId, version, caller, (sections) => addSection(sections, id, title));
    return await this.told(changed, caller, { what: 'section_added', section: title });
  }

  /** @throws AppError NOT_FOUND, STALE, VALIDATION_FAILED where it would require what does not come earlier */
  async updateSection(
    courseId: string,
    sectionId: string,
    { version, ...changes }: UpdateSectionRequest,
    caller: Caller,
  ): Promise<Course> {
    const changed = await this.change(courseId, version, caller, (sections) =>
      updateSection(sections, sectionId, changes),
    );
    const side = ({ sections }: ChangedCourse['before']): EventFacts => {
      const { title, requires } = sectionOf(sections, sectionId);
      return { title, requires };
    };
    const sides = { before: side(changed.before), after: side(changed.after) };
    return await this.told(changed, caller, { what: 'section_changed' }, sides);
  }

  /** Takes an empty section away. @throws AppError NOT_FOUND, STALE, CONFLICT where there are lessons in it */
  async removeSection(courseId: string, sectionId: string, version: number, caller: Caller): Promise<Course> {
    const changed = await this.change(courseId, version, caller, (sections) => removeSection(sections, sectionId));
    const { title } = sectionOf(changed.before.sections, sectionId);
    return await this.told(changed, caller, { what: 'section_removed', section: title });
  }

  /** A new lesson at the end of a section; its body is empty until it is saved. @throws AppError NOT_FOUND, STALE, LIMIT_REACHED */
  async addLesson(
    courseId: string,
    { version, sectionId, title }: CreateLessonRequest,
    caller: Caller,
  ): Promise<Course> {
    const id = this.courses.newId();
    const { after } = await this.change(courseId, version, caller, (sections) =>
      addLesson(sections, sectionId, id, title),
    );
    const section = sectionOf(after.sections, sectionId).title;
    const told = { after: { title, section } };
    await this.news.tellOfLesson('created', toRecord(after), { id, title }, caller, told);
    return await this.views.one(after, caller.principal);
  }

  /** @throws AppError NOT_FOUND, STALE, VALIDATION_FAILED where it would require what does not come earlier */
  async updateLesson(
    courseId: string,
    lessonId: string,
    { version, ...changes }: UpdateOutlineLessonRequest,
    caller: Caller,
  ): Promise<Course> {
    const changed = await this.change(courseId, version, caller, (sections) =>
      updateLesson(sections, lessonId, changes),
    );
    const side = ({ sections }: ChangedCourse['before']): EventFacts => {
      const { preview, requires } = lessonOf(sections, lessonId);
      return { preview, requires };
    };
    const { title } = lessonOf(changed.after.sections, lessonId);
    const sides = { before: side(changed.before), after: side(changed.after) };
    return await this.told(changed, caller, { what: 'lesson_changed', lesson: title }, sides);
  }

  /** The whole order at once. @throws AppError NOT_FOUND, STALE, VALIDATION_FAILED where it is no permutation */
  async reorder(
    courseId: string,
    { version, sections: order }: ReorderOutlineRequest,
    caller: Caller,
  ): Promise<Course> {
    const changed = await this.store.change(courseId, version, caller.principal, ({ sections, outlineRevision }) => ({
      sections: reorder(sections, order),
      outlineRevision: outlineRevision + 1,
    }));
    const sides = { before: orderFacts(changed.before), after: orderFacts(changed.after) };
    return await this.told(changed, caller, { what: 'reordered' }, sides);
  }

  private async change(
    courseId: string,
    version: number,
    { principal }: Caller,
    work: (sections: readonly OutlineSection[]) => OutlineSection[],
  ): Promise<ChangedCourse> {
    return await this.store.change(courseId, version, principal, ({ sections }) => ({ sections: work(sections) }));
  }

  private async told(
    { after }: ChangedCourse,
    caller: Caller,
    facts: EventFacts,
    sides: { readonly before?: EventFacts; readonly after?: EventFacts } = {},
  ): Promise<Course> {
    await this.news.tell('outline_changed', after, caller, { facts, ...sides });
    return await this.views.one(after, caller.principal);
  }
}
