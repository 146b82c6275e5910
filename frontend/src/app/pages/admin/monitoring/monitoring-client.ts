import { HttpClient, HttpContext, httpResource, type HttpEvent, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { entitySummarySchema, loginAttemptSchema, type EntitySummary } from '@classy-book/contracts/attempts';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom, type Observable } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import type { AttemptPage } from './attempt-rows';

export type Query = Readonly<Record<string, string>>;

const PAGE_SIZE = '100';
const attemptPage = pageOf(loginAttemptSchema);

/** The page says itself what went wrong. */
const quiet = () => new HttpContext().set(QUIET, true);

/** The calls of the monitoring page. */
@Service()
export class MonitoringClient {
  private readonly http = inject(HttpClient);

  /** The first page of the attempts, asked for whenever the query changes. */
  firstPage(query: () => Query): HttpResourceRef<AttemptPage | undefined> {
    return httpResource(
      () => ({ url: apiUrl('/monitoring/login-attempts'), params: { ...query(), limit: PAGE_SIZE }, context: quiet() }),
      { parse: readPage },
    );
  }

  /** The page behind a cursor. */
  async nextPage(query: Query, cursor: string): Promise<AttemptPage> {
    const params = { ...query, limit: PAGE_SIZE, cursor };
    return readPage(
      await firstValueFrom(this.http.get(apiUrl('/monitoring/login-attempts'), { params, context: quiet() })),
    );
  }

  addressSummary(address: () => string | undefined): HttpResourceRef<EntitySummary | undefined> {
    return this.summary('/monitoring/addresses/summary', 'address', address);
  }

  /** An address that is no email gives nothing: attackers type anything, and such an account cannot exist. */
  accountSummary(email: () => string | undefined): HttpResourceRef<EntitySummary | undefined> {
    return this.summary('/monitoring/accounts/summary', 'email', email);
  }

  /** The attempts of a filter as a CSV file, with the progress of the download. */
  exportCsv(query: Query): Observable<HttpEvent<Blob>> {
    return this.http.get(apiUrl('/monitoring/login-attempts/export'), {
      params: query,
      responseType: 'blob',
      observe: 'events',
      reportDownloadProgress: true,
      context: quiet(),
    });
  }

  private summary(
    path: `/${string}`,
    name: string,
    value: () => string | undefined,
  ): HttpResourceRef<EntitySummary | undefined> {
    return httpResource(
      () => {
        const wanted = value();
        return wanted === undefined ? undefined : { url: apiUrl(path), params: { [name]: wanted }, context: quiet() };
      },
      { parse: (raw) => successOf(entitySummarySchema).parse(raw).data },
    );
  }
}

function readPage(raw: unknown): AttemptPage {
  const { data, pagination } = attemptPage.parse(raw);
  return { attempts: data, next: pagination.nextCursor };
}
