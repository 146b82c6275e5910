import type { Course, CourseState, CourseStateRequest, SetTeachersRequest } from '@classy-book/contracts/courses';
import type { ErrorDetail } from '@classy-book/contracts/errors';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { CourseChanged } from '../../common/events/learning-events.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import { CourseNewsService } from './course-news.service.js';
import { isOwned } from './course.mapper.js';
import type { CourseDocument } from './course.schema.js';
import { CourseStoreService } from './course-store.service.js';
import { CourseViewsService } from './course-views.service.js';
import { requireOwner } from './courses.errors.js';
import { lessonsOf } from './outline.js';

const CHANGES: Readonly<Record<CourseState, CourseChanged['change']>> = {
  draft: 'unpublished',
  published: 'published',
  archived: 'archived',
};

/** Who teaches a course, and who sees it. */
@Injectable()
export class CourseStandingService {
  constructor(
    private readonly store: CourseStoreService,
    private readonly views: CourseViewsService,
    private readonly news: CourseNewsService,
    private readonly people: UserDirectoryService,
    private readonly clock: Clock,
  ) {}

  /**
   * Publishes a course, takes it back, or archives it. Archiving, and ending that, is for the owner.
   * @throws AppError NOT_FOUND, STALE, FORBIDDEN, VALIDATION_FAILED with all that is missing for publishing
   */
  async setState(id: string, { version, state }: CourseStateRequest, caller: Caller): Promise<Course> {
    const { before, after } = await this.store.change(id, version, caller.principal, (course) => {
      if (state === 'archived' || course.state === 'archived') {
        requireOwner(isOwned(course, caller.principal), 'archive it or bring it back');
      }
      if (state === 'published') requireComplete(course);
      return { state, publishedAt: course.publishedAt ?? (state === 'published' ? this.clock.now() : null) };
    });
    if (before.state !== state) {
      const told = { before: { state: before.state }, after: { state } };
      await this.news.tell(CHANGES[state], after, caller, told);
    }
    return await this.views.one(after, caller.principal);
  }

  /**
   * Says who teaches a course besides its owner.
   * @throws AppError NOT_FOUND, STALE, FORBIDDEN, VALIDATION_FAILED where one of the emails is of nobody who may teach
   */
  async setTeachers(id: string, { version, emails }: SetTeachersRequest, caller: Caller): Promise<Course> {
    const course = await this.store.requireTaught(id, caller.principal);
    requireOwner(isOwned(course, caller.principal), 'change who teaches it');
    const ids = await this.idsOf(emails);
    const { before, after } = await this.store.change(id, version, caller.principal, (current) => {
      requireOwner(isOwned(current, caller.principal), 'change who teaches it');
      return { teacherIds: [...new Set([current.ownerId, ...ids])] };
    });
    const [was, is] = [await this.emailsOf(before.teacherIds), await this.emailsOf(after.teacherIds)];
    await this.news.tell('teachers_changed', after, caller, { before: { teachers: was }, after: { teachers: is } });
    return await this.views.one(after, caller.principal);
  }

  // the same answer for who has no account and for who has one but does not teach
  private async idsOf(emails: readonly string[]): Promise<string[]> {
    const found = new Map((await this.people.findByEmails(emails)).map((account) => [account.email, account]));
    const ids: string[] = [];
    const wrong: ErrorDetail[] = [];
    emails.forEach((email, index) => {
      const account = found.get(email);
      if (account?.isActive === true && account.permissions.includes('courses:teach')) ids.push(account.id);
      else wrong.push({ path: `emails.${String(index)}`, message: 'is not the address of somebody who may teach' });
    });
    if (wrong.length > 0) {
      throw new AppError('VALIDATION_FAILED', 'Teachers need an account that may teach.', { details: wrong });
    }
    return ids;
  }

  private async emailsOf(ids: readonly string[]): Promise<string[]> {
    const found = await this.people.findByIds(ids);
    return ids.map((id) => found.get(id)?.email ?? id);
  }
}

function requireComplete({ title, summary, sections }: CourseDocument): void {
  const missing: ErrorDetail[] = [];
  if (title.trim() === '') missing.push({ path: 'title', message: 'a title' });
  if (summary.trim() === '') missing.push({ path: 'summary', message: 'a summary' });
  if (lessonsOf(sections).every(({ published }) => published === null)) {
    missing.push({ path: 'sections', message: 'one published lesson' });
  }
  if (missing.length === 0) return;
  const sentence = `Before this course can be published it needs ${missing.map(({ message }) => message).join(' and ')}.`;
  const details = missing.map(({ path, message }) => ({ path, message: `needs ${message}` }));
  throw new AppError('VALIDATION_FAILED', sentence, { details });
}
