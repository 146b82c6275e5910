import type {
  Course,
  CourseListQuery,
  CourseRow,
  CreateCourseRequest,
  UpdateCourseRequest,
} from '@classy-book/contracts/courses';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { Page } from '../../common/response/page.js';
import { FilesPort } from '../../performance/file/files.port.js';
import { HtmlCleanerService } from '../../security/sanitization/html-cleaner.service.js';
import { behind, cursorAfter, orderOf, toCourseQuery } from './course-list.js';
import { changedFacts, CourseNewsService } from './course-news.service.js';
import { CourseRepository, type CourseWrite } from './course.repository.js';
import type { CourseDocument } from './course.schema.js';
import { CourseStoreService, type NewCourse } from './course-store.service.js';
import { CourseViewsService } from './course-views.service.js';

const MAX_TAUGHT = 500;
const MAX_FORMER_SLUGS = 20;

/** Courses as their teachers make and describe them. */
@Injectable()
export class TeachingService {
  constructor(
    private readonly courses: CourseRepository,
    private readonly store: CourseStoreService,
    private readonly views: CourseViewsService,
    private readonly news: CourseNewsService,
    private readonly files: FilesPort,
    private readonly html: HtmlCleanerService,
  ) {}

  /**
   * The caller's own courses, or everybody's.
   * @throws AppError FORBIDDEN for everybody's without `courses:manage`, VALIDATION_FAILED for a foreign cursor
   */
  async list(query: CourseListQuery, { principal }: Caller): Promise<Page<CourseRow>> {
    const { all, sort, cursor, limit } = query;
    if (all && !principal.permissions.includes('courses:manage')) {
      throw new AppError('FORBIDDEN', 'Only administrators see the courses of everybody.');
    }
    const filter = toCourseQuery(query, all ? null : principal.userId);
    const rest = cursor === undefined ? filter : behind(filter, cursor, sort);
    const found = await this.courses.page(rest, orderOf(sort), limit + 1);
    const { items, pagination } = Page.from(found, limit, (course) => cursorAfter(course, sort));
    return new Page(await this.views.rows(items, principal), pagination);
  }

  /** @throws AppError NOT_FOUND */
  async get(id: string, { principal }: Caller): Promise<Course> {
    return await this.views.one(await this.store.requireTaught(id, principal), principal);
  }

  /**
   * Makes a draft with nothing in it but its name.
   * @throws AppError LIMIT_REACHED for somebody who teaches 500 courses already
   */
  async create(request: CreateCourseRequest, caller: Caller): Promise<Course> {
    await this.requireRoom(caller.principal.userId);
    const made = await this.store.create(emptyCourse(request, caller.principal.userId));
    await this.news.tell('created', made, caller, { after: { title: made.title, slug: made.slug } });
    return await this.views.one(made, caller.principal);
  }

  /** @throws AppError LIMIT_REACHED for somebody who teaches 500 courses already */
  async requireRoom(userId: string): Promise<void> {
    if ((await this.courses.countTaught(userId)) < MAX_TAUGHT) return;
    throw new AppError('LIMIT_REACHED', `Nobody teaches more than ${String(MAX_TAUGHT)} courses. Delete one first.`);
  }

  /**
   * Changes what is said about a course.
   * @throws AppError NOT_FOUND, STALE, CONFLICT where the slug is taken, VALIDATION_FAILED for a cover of another course
   */
  async update(id: string, request: UpdateCourseRequest, caller: Caller): Promise<Course> {
    const { version, slug, ...sent } = request;
    await this.store.requireTaught(id, caller.principal);
    if (typeof sent.coverFileId === 'string') await this.requireCover(sent.coverFileId, id);
    const { description } = sent;
    const described = description === undefined ? sent : { ...sent, description: this.html.clean(description) };
    const { before, after } = await this.store.change(id, version, caller.principal, (course) => ({
      ...known(described),
      ...(slug === undefined ? {} : slugsAfter(course, slug)),
    }));
    const keys = Object.keys({ ...described, ...(slug === undefined ? {} : { slug }) }) as (keyof typeof described)[];
    await this.news.tell('updated', after, caller, changedFacts(before, after, keys));
    return await this.views.one(after, caller.principal);
  }

  private async requireCover(fileId: string, courseId: string): Promise<void> {
    const [file] = await this.files.find([fileId]);
    if (file?.purpose === 'cover' && file.courseId === courseId) return;
    throw new AppError('VALIDATION_FAILED', 'This picture is no cover of this course. Upload it once more.', {
      details: [{ path: 'coverFileId', message: 'must be a cover that was uploaded for this course' }],
    });
  }
}

// what was published may be linked to: its former slugs lead to it for good, the last twenty of them
function slugsAfter({ slugs, publishedAt }: CourseDocument, slug: string): CourseWrite {
  if (publishedAt === null) return { slug, slugs: [slug] };
  const former = slugs.filter((one) => one !== slug).slice(-MAX_FORMER_SLUGS);
  return { slug, slugs: [...former, slug] };
}

function known<T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function emptyCourse({ title, language }: CreateCourseRequest, ownerId: string): NewCourse {
  return {
    ...{ title, language, ownerId, teacherIds: [ownerId], state: 'draft' },
    ...{ summary: '', description: '', outcomes: [], tags: [], level: 'all', category: 'other' },
    ...{ coverFileId: null, price: { amount: 0, currency: 'USD' }, enrolment: 'open', accessDays: null },
    ...{ sequential: false, certificate: { enabled: true, validMonths: null, minimumGrade: 0 }, sections: [] },
  };
}
