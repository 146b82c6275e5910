import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import {
  allowedIpSchema,
  blockManyAnswerSchema,
  blockRecordSchema,
  unblockManyAnswerSchema,
  type AllowedIp,
  type AllowIpRequest,
  type BlockManyAnswer,
  type BlockManyRequestInput,
  type BlockRecord,
  type UnblockManyAnswer,
} from '@classy-book/contracts/blocking';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import type { ListClient, Query } from '../../../shared/lists/cursor-list';
import type { ListPage } from '../../../shared/lists/list-rows';

const PAGE_SIZE = '100';
const page = pageOf(blockRecordSchema);
const allowList = successOf(z.array(allowedIpSchema));

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls of the blocked addresses. */
@Service()
export class BlockedClient implements ListClient<BlockRecord> {
  private readonly http = inject(HttpClient);

  /** The first page, asked for whenever the query changes. */
  firstPage(query: () => Query): HttpResourceRef<ListPage<BlockRecord> | undefined> {
    return httpResource(
      () => ({ url: apiUrl('/monitoring/blocked-ips'), params: { ...query(), limit: PAGE_SIZE }, context: quiet() }),
      { parse: readPage },
    );
  }

  /** The page behind a cursor. */
  async nextPage(query: Query, cursor: string): Promise<ListPage<BlockRecord>> {
    const params = { ...query, limit: PAGE_SIZE, cursor };
    return readPage(
      await firstValueFrom(this.http.get(apiUrl('/monitoring/blocked-ips'), { params, context: quiet() })),
    );
  }

  /** The newest hundred blocks under a query. */
  async history(query: Query): Promise<readonly BlockRecord[]> {
    const params = { ...query, limit: PAGE_SIZE };
    const raw = await firstValueFrom(this.http.get(apiUrl('/monitoring/blocked-ips'), { params, context: quiet() }));
    return readPage(raw).items;
  }

  /** Everything under a filter as a file: `csv`, `jsonl` or `txt`. */
  exportAs(format: string, query: Query): Promise<Blob> {
    const options = { params: { ...query, format }, context: quiet(), responseType: 'blob' as const };
    return firstValueFrom(this.http.get(apiUrl('/monitoring/blocked-ips/export'), options));
  }

  /** What becomes of each line of a list, or would. */
  async blockMany(request: BlockManyRequestInput): Promise<BlockManyAnswer> {
    return successOf(blockManyAnswerSchema).parse(await this.post('/monitoring/block-ips', request)).data;
  }

  async unblockMany(addresses: readonly string[]): Promise<UnblockManyAnswer> {
    return successOf(unblockManyAnswerSchema).parse(await this.post('/monitoring/unblock-ips', { addresses })).data;
  }

  /** The allow list, asked for whenever `wanted` gives another number. */
  allowed(wanted: () => number): HttpResourceRef<readonly AllowedIp[] | undefined> {
    return httpResource(
      () => {
        wanted();
        return { url: apiUrl('/monitoring/allowed-ips'), context: quiet() };
      },
      { parse: (raw) => allowList.parse(raw).data },
    );
  }

  async allow(request: AllowIpRequest): Promise<AllowedIp> {
    return successOf(allowedIpSchema).parse(await this.post('/monitoring/allowed-ips', request)).data;
  }

  async removeAllowed(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(apiUrl(`/monitoring/allowed-ips/${id}`), { context: quiet() }));
  }

  private post(path: `/${string}`, body: unknown): Promise<unknown> {
    return firstValueFrom(this.http.post<unknown>(apiUrl(path), body, { context: quiet() }));
  }
}

function readPage(raw: unknown): ListPage<BlockRecord> {
  const { data, pagination } = page.parse(raw);
  return { items: data, next: pagination.nextCursor };
}
