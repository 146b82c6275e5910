import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import {
  bulkResultSchema,
  userListItemSchema,
  type BulkRequest,
  type BulkResult,
  type UserListItem,
} from '@classy-book/contracts/users';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import type { ListClient, Query } from '../../../shared/lists/cursor-list';
import type { ListPage } from '../../../shared/lists/list-rows';

const PAGE_SIZE = '100';
const page = pageOf(userListItemSchema);
const results = successOf(z.array(bulkResultSchema));

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls of the list of people. */
@Service()
export class UsersClient implements ListClient<UserListItem> {
  private readonly http = inject(HttpClient);

  /** The first page, asked for whenever the query changes. */
  firstPage(query: () => Query): HttpResourceRef<ListPage<UserListItem> | undefined> {
    return httpResource(
      () => ({ url: apiUrl('/admin/users'), params: { ...query(), limit: PAGE_SIZE }, context: quiet() }),
      { parse: readPage },
    );
  }

  /** The page behind a cursor. */
  async nextPage(query: Query, cursor: string): Promise<ListPage<UserListItem>> {
    const params = { ...query, limit: PAGE_SIZE, cursor };
    return readPage(await firstValueFrom(this.http.get(apiUrl('/admin/users'), { params, context: quiet() })));
  }

  /** Everybody under the filter as a CSV file. */
  exportCsv(query: Query): Promise<Blob> {
    const options = { params: query, responseType: 'blob', context: quiet() } as const;
    return firstValueFrom(this.http.get(apiUrl('/admin/users/export'), options));
  }

  /** One action on up to 100 people, answered for each of them. */
  async bulk(request: BulkRequest): Promise<readonly BulkResult[]> {
    const raw = await firstValueFrom(this.http.post(apiUrl('/admin/users/bulk'), request, { context: quiet() }));
    return results.parse(raw).data;
  }
}

function readPage(raw: unknown): ListPage<UserListItem> {
  const { data, pagination } = page.parse(raw);
  return { items: data, next: pagination.nextCursor };
}
