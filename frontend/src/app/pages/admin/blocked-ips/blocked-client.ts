import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { blockedIpSchema, type BlockedIp } from '@classy-book/contracts/blocking';
import { pageOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import type { ListClient, Query } from '../../../shared/lists/cursor-list';
import type { ListPage } from '../../../shared/lists/list-rows';

const PAGE_SIZE = '100';
const page = pageOf(blockedIpSchema);

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls of the blocked addresses. */
@Service()
export class BlockedClient implements ListClient<BlockedIp> {
  private readonly http = inject(HttpClient);

  /** The first page, asked for whenever the query changes. */
  firstPage(query: () => Query): HttpResourceRef<ListPage<BlockedIp> | undefined> {
    return httpResource(
      () => ({ url: apiUrl('/monitoring/blocked-ips'), params: { ...query(), limit: PAGE_SIZE }, context: quiet() }),
      { parse: readPage },
    );
  }

  /** The page behind a cursor. */
  async nextPage(query: Query, cursor: string): Promise<ListPage<BlockedIp>> {
    const params = { ...query, limit: PAGE_SIZE, cursor };
    return readPage(
      await firstValueFrom(this.http.get(apiUrl('/monitoring/blocked-ips'), { params, context: quiet() })),
    );
  }
}

function readPage(raw: unknown): ListPage<BlockedIp> {
  const { data, pagination } = page.parse(raw);
  return { items: data, next: pagination.nextCursor };
}
