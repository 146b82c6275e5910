import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import {
  incidentMetricsSchema,
  incidentSchema,
  type Incident,
  type IncidentMetrics,
} from '@classy-book/contracts/incidents';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import type { ListClient, Query } from '../../../shared/lists/cursor-list';
import type { ListPage } from '../../../shared/lists/list-rows';

export type ExportFormat = 'csv' | 'jsonl';

const PAGE_SIZE = '100';
const page = pageOf(incidentSchema);

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls of the list of incidents. */
@Service()
export class IncidentsClient implements ListClient<Incident> {
  private readonly http = inject(HttpClient);

  /** The first page, asked for whenever the query changes. */
  firstPage(query: () => Query): HttpResourceRef<ListPage<Incident> | undefined> {
    return httpResource(
      () => ({ url: apiUrl('/monitoring/incidents'), params: { ...query(), limit: PAGE_SIZE }, context: quiet() }),
      { parse: readPage },
    );
  }

  /** The page behind a cursor. */
  async nextPage(query: Query, cursor: string): Promise<ListPage<Incident>> {
    const params = { ...query, limit: PAGE_SIZE, cursor };
    return readPage(await firstValueFrom(this.http.get(apiUrl('/monitoring/incidents'), { params, context: quiet() })));
  }

  /** All incidents under the filter as a file. */
  exportAs(format: ExportFormat, query: Query): Promise<Blob> {
    const options = { params: { ...query, format }, responseType: 'blob', context: quiet() } as const;
    return firstValueFrom(this.http.get(apiUrl('/monitoring/incidents/export'), options));
  }

  /** The figures of so many days, asked for again whenever `wanted` gives another number. */
  metrics(days: number, wanted: () => number): HttpResourceRef<IncidentMetrics | undefined> {
    return httpResource(
      () => {
        wanted();
        return { url: apiUrl('/monitoring/incidents/metrics'), params: { days }, context: quiet() };
      },
      { parse: (raw) => successOf(incidentMetricsSchema).parse(raw).data },
    );
  }
}

function readPage(raw: unknown): ListPage<Incident> {
  const { data, pagination } = page.parse(raw);
  return { items: data, next: pagination.nextCursor };
}
