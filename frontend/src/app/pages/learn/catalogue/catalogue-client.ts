import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import {
  type CatalogueCard,
  catalogueCardSchema,
  type CatalogueFilters,
  catalogueFiltersSchema,
} from '@classy-book/contracts/catalogue';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import type { ListClient, Query } from '../../../shared/lists/cursor-list';
import type { ListPage } from '../../../shared/lists/list-rows';

const PAGE_SIZE = '24';
const page = pageOf(catalogueCardSchema);
const filters = successOf(catalogueFiltersSchema);

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls of the catalogue. */
@Service()
export class CatalogueClient implements ListClient<CatalogueCard> {
  private readonly http = inject(HttpClient);

  firstPage(query: () => Query): HttpResourceRef<ListPage<CatalogueCard> | undefined> {
    return httpResource(
      () => ({ url: apiUrl('/catalogue/courses'), params: { ...query(), limit: PAGE_SIZE }, context: quiet() }),
      { parse: readPage },
    );
  }

  async nextPage(query: Query, cursor: string): Promise<ListPage<CatalogueCard>> {
    const params = { ...query, limit: PAGE_SIZE, cursor };
    return readPage(await firstValueFrom(this.http.get(apiUrl('/catalogue/courses'), { params, context: quiet() })));
  }

  /** The languages and tags that there are. Call it in an injection context. */
  filters(): HttpResourceRef<CatalogueFilters | undefined> {
    return httpResource(() => ({ url: apiUrl('/catalogue/filters'), context: quiet() }), {
      parse: (raw) => filters.parse(raw).data,
    });
  }
}

function readPage(raw: unknown): ListPage<CatalogueCard> {
  const { data, pagination } = page.parse(raw);
  return { items: data, next: pagination.nextCursor };
}
