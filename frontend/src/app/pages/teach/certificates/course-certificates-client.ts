import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import {
  type CourseCertificate,
  courseCertificateSchema,
  type IssuePastAnswer,
  issuePastAnswerSchema,
} from '@classy-book/contracts/certificates';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import type { Query } from '../../../shared/lists/cursor-list';
import type { ListPage } from '../../../shared/lists/list-rows';

const PAGE_SIZE = '50';
const page = pageOf(courseCertificateSchema);
const certificate = successOf(courseCertificateSchema);
const issued = successOf(issuePastAnswerSchema);

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls for the certificates of a course. */
@Service()
export class CourseCertificatesClient {
  private readonly http = inject(HttpClient);

  /** The newest first, once it is known of which course. Call it in an injection context. */
  firstPage(course: () => string | null, query: () => Query): HttpResourceRef<ListPage<CourseCertificate> | undefined> {
    return httpResource(
      () => {
        const id = course();
        if (id === null) return undefined;
        return { url: pathOf(id), params: { ...query(), limit: PAGE_SIZE }, context: quiet() };
      },
      { parse: readPage },
    );
  }

  async nextPage(course: string, query: Query, cursor: string): Promise<ListPage<CourseCertificate>> {
    const params = { ...query, limit: PAGE_SIZE, cursor };
    return readPage(await firstValueFrom(this.http.get(pathOf(course), { params, context: quiet() })));
  }

  /** Revokes one, or puts it in force again. */
  async change(course: string, id: string, what: 'revoke' | 'reinstate', reason: string): Promise<CourseCertificate> {
    const call = this.http.post(`${pathOf(course)}/${id}/${what}`, { reason }, { context: quiet() });
    return certificate.parse(await firstValueFrom(call)).data;
  }

  /** Issues the next hundred to those who completed the course before. */
  async issue(course: string, cursor: string | null): Promise<IssuePastAnswer> {
    const body = cursor === null ? {} : { cursor };
    return issued.parse(await firstValueFrom(this.http.post(`${pathOf(course)}/issue`, body, { context: quiet() })))
      .data;
  }

  async pdf(course: string, id: string): Promise<Blob> {
    const options = { responseType: 'blob', context: quiet() } as const;
    return await firstValueFrom(this.http.get(`${pathOf(course)}/${id}/pdf`, options));
  }
}

function pathOf(course: string): string {
  return apiUrl(`/teach/courses/${encodeURIComponent(course)}/certificates`);
}

function readPage(raw: unknown): ListPage<CourseCertificate> {
  const { data, pagination } = page.parse(raw);
  return { items: data, next: pagination.nextCursor };
}
