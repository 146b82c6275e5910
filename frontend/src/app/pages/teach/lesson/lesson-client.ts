import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import {
  lessonRevisionDetailSchema,
  lessonRevisionSchema,
  lessonSchema,
  savedDraftSchema,
  type Lesson,
  type LessonDraft,
  type LessonRevision,
  type LessonRevisionDetail,
  type SavedDraft,
} from '@classy-book/contracts/lessons';
import { quizSchema, type Quiz } from '@classy-book/contracts/quizzes';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import type { ListClient, Query } from '../../../shared/lists/cursor-list';
import type { ListPage } from '../../../shared/lists/list-rows';

const lesson = successOf(lessonSchema);
const saved = successOf(savedDraftSchema);
const quiz = successOf(quizSchema);
const revisions = pageOf(lessonRevisionSchema);
const detail = successOf(lessonRevisionDetailSchema);
const PAGE_SIZE = '50';

/** The page says itself what went wrong. */
const options = () => ({ context: new HttpContext().set(QUIET, true) });

/** The calls of the lesson editor. */
@Service()
export class LessonClient implements ListClient<LessonRevision> {
  private readonly http = inject(HttpClient);

  /** The lesson, asked for whenever the id changes; not while it is empty. */
  lesson(id: () => string): HttpResourceRef<Lesson | undefined> {
    return httpResource(() => (id() === '' ? undefined : { url: apiUrl(`/teach/lessons/${id()}`), ...options() }), {
      parse: (raw) => lesson.parse(raw).data,
    });
  }

  /** The same, once. */
  async read(id: string): Promise<Lesson> {
    return lesson.parse(await firstValueFrom(this.http.get(apiUrl(`/teach/lessons/${id}`), options()))).data;
  }

  /** 409 STALE where the revision is not the current one. */
  async save(id: string, draft: LessonDraft, revision: number): Promise<SavedDraft> {
    const body = { revision, draft };
    return saved.parse(await firstValueFrom(this.http.put(apiUrl(`/teach/lessons/${id}/draft`), body, options()))).data;
  }

  publish(id: string, revision: number): Promise<Lesson> {
    return this.post(`/teach/lessons/${id}/publish`, { revision });
  }

  unpublish(id: string, revision: number): Promise<Lesson> {
    return this.post(`/teach/lessons/${id}/unpublish`, { revision });
  }

  /** Makes a kept state the draft, as a new revision. */
  restore(id: string, revision: number, revisionId: string): Promise<Lesson> {
    return this.post(`/teach/lessons/${id}/restore`, { revision, revisionId });
  }

  /** The kept states of the lesson that the query names. */
  firstPage(query: () => Query): HttpResourceRef<ListPage<LessonRevision> | undefined> {
    return httpResource(() => ({ url: historyOf(query()), params: { limit: PAGE_SIZE }, ...options() }), {
      parse: readPage,
    });
  }

  async nextPage(query: Query, cursor: string): Promise<ListPage<LessonRevision>> {
    const params = { limit: PAGE_SIZE, cursor };
    return readPage(await firstValueFrom(this.http.get(historyOf(query), { params, ...options() })));
  }

  /** The newest kept state, which is the current one. */
  async newest(id: string): Promise<LessonRevision | null> {
    const query = { params: { limit: '1' }, ...options() };
    return readPage(await firstValueFrom(this.http.get(historyOf({ lesson: id }), query))).items[0] ?? null;
  }

  async revision(id: string, revisionId: string): Promise<LessonRevisionDetail> {
    const url = apiUrl(`/teach/lessons/${id}/history/${revisionId}`);
    return detail.parse(await firstValueFrom(this.http.get(url, options()))).data;
  }

  /** An empty quiz for a block of a lesson. */
  async createQuiz(courseId: string, title: string): Promise<Quiz> {
    const url = apiUrl(`/teach/courses/${courseId}/quizzes`);
    return quiz.parse(await firstValueFrom(this.http.post(url, { title }, options()))).data;
  }

  async quiz(id: string): Promise<Quiz> {
    return quiz.parse(await firstValueFrom(this.http.get(apiUrl(`/teach/quizzes/${id}`), options()))).data;
  }

  private async post(path: `/${string}`, body: object): Promise<Lesson> {
    return lesson.parse(await firstValueFrom(this.http.post(apiUrl(path), body, options()))).data;
  }
}

function historyOf({ lesson: id }: Query): string {
  return apiUrl(`/teach/lessons/${id ?? ''}/history`);
}

function readPage(raw: unknown): ListPage<LessonRevision> {
  const { data, pagination } = revisions.parse(raw);
  return { items: data, next: pagination.nextCursor };
}
