import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { courseRowSchema } from '@classy-book/contracts/courses';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import {
  deleteFilesResultSchema,
  deskFileSchema,
  storageReportSchema,
  type DeleteFilesRequest,
  type DeleteFilesResult,
  type DeskFile,
  type StorageReport,
} from '@classy-book/contracts/file-desk';
import { userListItemSchema } from '@classy-book/contracts/users';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import { fullNameOf } from '../../../core/services/person';
import type { ListClient, Query } from '../../../shared/lists/cursor-list';
import type { ListPage } from '../../../shared/lists/list-rows';

/** Somebody or something to filter by. `detail` tells apart what has the same name. */
export interface Found {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

export const PAGE_SIZE = 100;
const FOUND = '10';
const page = pageOf(deskFileSchema);
const people = pageOf(userListItemSchema);
const courses = pageOf(courseRowSchema);
const report = successOf(storageReportSchema);
const deleted = successOf(deleteFilesResultSchema);

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls of the desk about files. */
@Service()
export class FilesClient implements ListClient<DeskFile> {
  private readonly http = inject(HttpClient);

  /** The first page, asked for whenever the query changes. */
  firstPage(query: () => Query): HttpResourceRef<ListPage<DeskFile> | undefined> {
    return httpResource(
      () => ({ url: apiUrl('/admin/files'), params: { ...query(), limit: PAGE_SIZE }, context: quiet() }),
      { parse: readPage },
    );
  }

  /** The page behind a cursor, the first one where there is none. */
  async nextPage(query: Query, cursor: string | null): Promise<ListPage<DeskFile>> {
    const params = { ...query, limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) };
    return readPage(await firstValueFrom(this.http.get(apiUrl('/admin/files'), { params, context: quiet() })));
  }

  report(): HttpResourceRef<StorageReport | undefined> {
    return httpResource(() => ({ url: apiUrl('/admin/files/report'), context: quiet() }), {
      parse: (raw) => report.parse(raw).data,
    });
  }

  /** Answers for each file. */
  async delete(request: DeleteFilesRequest): Promise<DeleteFilesResult> {
    const raw = await firstValueFrom(this.http.post(apiUrl('/admin/files/delete'), request, { context: quiet() }));
    return deleted.parse(raw).data;
  }

  /** The first people whose name or email begins so. */
  async findOwners(search: string): Promise<readonly Found[]> {
    const options = { params: { search, limit: FOUND }, context: quiet() };
    const { data } = people.parse(await firstValueFrom(this.http.get(apiUrl('/admin/users'), options)));
    return data.map((user) => ({ id: user.id, name: fullNameOf(user), detail: user.email }));
  }

  /** The first courses that are found by these words. */
  async findCourses(words: string): Promise<readonly Found[]> {
    const options = { params: { q: words, all: 'true', limit: FOUND }, context: quiet() };
    const { data } = courses.parse(await firstValueFrom(this.http.get(apiUrl('/teach/courses'), options)));
    return data.map(({ id, title }) => ({ id, name: title, detail: '' }));
  }
}

function readPage(raw: unknown): ListPage<DeskFile> {
  const { data, pagination } = page.parse(raw);
  return { items: data, next: pagination.nextCursor };
}
