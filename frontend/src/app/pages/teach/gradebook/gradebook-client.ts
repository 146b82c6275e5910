import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import {
  gradebookColumnSchema,
  gradebookRowSchema,
  type GradebookColumn,
  type GradebookRow,
} from '@classy-book/contracts/gradebook';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import type { Query } from '../../../shared/lists/cursor-list';
import type { ListPage } from '../../../shared/lists/list-rows';

const PAGE_SIZE = '100';
const columns = successOf(z.array(gradebookColumnSchema));
const page = pageOf(gradebookRowSchema);

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls of the gradebook of a course. */
@Service()
export class GradebookClient {
  private readonly http = inject(HttpClient);

  columns(course: () => string): HttpResourceRef<readonly GradebookColumn[] | undefined> {
    return httpResource(
      () => ({ url: apiUrl(`/teach/courses/${encodeURIComponent(course())}/gradebook/columns`), context: quiet() }),
      { parse: (raw) => columns.parse(raw).data },
    );
  }

  /** One page of learners; `cursor` null for the first. */
  async page(course: string, query: Query, cursor: string | null): Promise<ListPage<GradebookRow>> {
    const params = { ...query, limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) };
    const url = apiUrl(`/teach/courses/${encodeURIComponent(course)}/gradebook`);
    const { data, pagination } = page.parse(await firstValueFrom(this.http.get(url, { params, context: quiet() })));
    return { items: data, next: pagination.nextCursor };
  }

  /** Everything under a filter as CSV. */
  async export(course: string, query: Query): Promise<Blob> {
    const url = apiUrl(`/teach/courses/${encodeURIComponent(course)}/gradebook/export`);
    return await firstValueFrom(this.http.get(url, { params: { ...query }, context: quiet(), responseType: 'blob' }));
  }
}
