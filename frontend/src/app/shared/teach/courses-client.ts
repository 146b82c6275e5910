import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import {
  courseRowSchema,
  courseSchema,
  type Course,
  type CourseRow,
  type CourseState,
  type CreateCourseRequest,
} from '@classy-book/contracts/courses';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../core/services/api';
import { QUIET } from '../../core/services/http-context';
import type { ListClient, Query } from '../lists/cursor-list';
import type { ListPage } from '../lists/list-rows';

const PAGE_SIZE = '40';
const rows = pageOf(courseRowSchema);
const course = successOf(courseSchema);

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The courses that somebody teaches, or all of them, and what is done to one as a whole. */
@Service()
export class CoursesClient implements ListClient<CourseRow> {
  private readonly http = inject(HttpClient);

  firstPage(query: () => Query): HttpResourceRef<ListPage<CourseRow> | undefined> {
    return httpResource(
      () => ({ url: apiUrl('/teach/courses'), params: { ...query(), limit: PAGE_SIZE }, context: quiet() }),
      { parse: readPage },
    );
  }

  async nextPage(query: Query, cursor: string): Promise<ListPage<CourseRow>> {
    const params = { ...query, limit: PAGE_SIZE, cursor };
    return readPage(await firstValueFrom(this.http.get(apiUrl('/teach/courses'), { params, context: quiet() })));
  }

  /** A course with its outline, asked for whenever the id changes. */
  course(id: () => string): HttpResourceRef<Course | undefined> {
    return httpResource(() => ({ url: apiUrl(`/teach/courses/${id()}`), context: quiet() }), {
      parse: (raw) => course.parse(raw).data,
    });
  }

  /** The same, once. */
  async read(id: string): Promise<Course> {
    return course.parse(await firstValueFrom(this.http.get(apiUrl(`/teach/courses/${id}`), { context: quiet() }))).data;
  }

  create(request: CreateCourseRequest): Promise<Course> {
    return this.post('/teach/courses', request);
  }

  /** 409 STALE where the version is not the current one; 400 with what is missing where it cannot be published. */
  setState(id: string, version: number, state: CourseState): Promise<Course> {
    return this.post(`/teach/courses/${id}/state`, { version, state });
  }

  /** A draft with the same content. */
  copy(id: string): Promise<Course> {
    return this.post(`/teach/courses/${id}/copy`, {});
  }

  /** The course with its files as a zip archive. */
  exportArchive(id: string): Promise<Blob> {
    const options = { responseType: 'blob', context: quiet() } as const;
    return firstValueFrom(this.http.get(apiUrl(`/teach/courses/${id}/export`), options));
  }

  /** A draft out of an archive that was uploaded; 400 with what is wrong with it. */
  importArchive(fileId: string): Promise<Course> {
    return this.post('/teach/courses/import', { fileId });
  }

  /** 409 CONFLICT where somebody was ever enrolled. */
  async remove(id: string, version: number): Promise<void> {
    const options = { params: { version }, context: quiet() };
    await firstValueFrom(this.http.delete(apiUrl(`/teach/courses/${id}`), options));
  }

  private async post(path: `/${string}`, body: object): Promise<Course> {
    return course.parse(await firstValueFrom(this.http.post(apiUrl(path), body, { context: quiet() }))).data;
  }
}

function readPage(raw: unknown): ListPage<CourseRow> {
  const { data, pagination } = rows.parse(raw);
  return { items: data, next: pagination.nextCursor };
}
