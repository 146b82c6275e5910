import {
  type Lesson,
  type LessonHistoryQuery,
  type LessonRevision,
  type LessonRevisionDetail,
  lessonRevisionSchema,
  type RestoreRevisionRequest,
} from '@classy-book/contracts/lessons';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { AppError } from '../../common/response/app-error.js';
import { Page } from '../../common/response/page.js';
import { CourseNewsService } from '../courses/course-news.service.js';
import { CourseViewsService } from '../courses/course-views.service.js';
import { LessonEditingService } from './lesson-editing.service.js';
import { LessonRevisionRepository, type RevisionHead } from './lesson-revision.repository.js';
import type { LessonRevisionDocument } from './lesson-revision.schema.js';
import { LessonStoreService } from './lesson-store.service.js';

/** The kept states of lessons. */
@Injectable()
export class LessonHistoryService {
  constructor(
    private readonly revisions: LessonRevisionRepository,
    private readonly store: LessonStoreService,
    private readonly editing: LessonEditingService,
    private readonly views: CourseViewsService,
    private readonly news: CourseNewsService,
  ) {}

  /** Newest first. @throws AppError NOT_FOUND */
  async list(id: string, { cursor, limit }: LessonHistoryQuery, { principal }: Caller): Promise<Page<LessonRevision>> {
    await this.store.open(id, principal);
    const found = await this.revisions.page(id, cursor, limit + 1);
    const { items, pagination } = Page.from(found, limit, ({ _id }) => _id.toHexString());
    const names = await this.views.namesOf(items.map(({ by }) => by));
    return new Page(
      items.map((revision) => toRevision(revision, names)),
      pagination,
    );
  }

  /** @throws AppError NOT_FOUND */
  async get(id: string, revisionId: string, { principal }: Caller): Promise<LessonRevisionDetail> {
    await this.store.open(id, principal);
    const found = await this.require(id, revisionId);
    return { ...toRevision(found, await this.views.namesOf([found.by])), draft: found.draft };
  }

  /**
   * Makes a kept state the draft, as a new revision. What is in force for learners stays.
   * @throws AppError NOT_FOUND, STALE
   */
  async restore(id: string, { revision, revisionId }: RestoreRevisionRequest, caller: Caller): Promise<Lesson> {
    const lesson = await this.store.open(id, caller.principal);
    await this.store.requireCurrent(lesson, revision);
    const { draft, revision: older } = await this.require(id, revisionId);
    const next = { draft, by: caller.principal.userId, reason: 'restored' as const };
    const written = await this.store.write(lesson, next);
    const told = { before: { revision }, after: { revision: written.revision, restored: older } };
    await this.news.tellOfLesson('restored', lesson.course, { id, title: draft.title }, caller, told);
    return await this.editing.get(id, caller);
  }

  private async require(id: string, revisionId: string): Promise<LessonRevisionDocument> {
    const found = await this.revisions.find(id, revisionId);
    if (found === null) throw new AppError('NOT_FOUND', 'This state of the lesson is not kept any more.');
    return found;
  }
}

function toRevision({ _id, at, by, ...rest }: RevisionHead, names: ReadonlyMap<string, string>): LessonRevision {
  return lessonRevisionSchema.parse({
    ...rest,
    id: _id.toHexString(),
    at: at.toISOString(),
    by: names.get(by) ?? '',
  });
}
