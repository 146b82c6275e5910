import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import {
  bulkChangeSchema,
  courseImportSchema,
  coursePersonSchema,
  enrolPeopleResultSchema,
  peopleCountsSchema,
  type BulkChange,
  type CourseImport,
  type CoursePerson,
  type EnrolPeopleResult,
  type ImportRequest,
  type PeopleCounts,
} from '@classy-book/contracts/course-people';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import type { Query } from '../../../shared/lists/cursor-list';
import type { ListPage } from '../../../shared/lists/list-rows';

const PAGE_SIZE = '100';
const page = pageOf(coursePersonSchema);
const counts = successOf(peopleCountsSchema);
const change = successOf(bulkChangeSchema);
const enrolled = successOf(z.array(enrolPeopleResultSchema));
const imported = successOf(courseImportSchema);

/** What can be done to several people at once. */
export type PeopleChange =
  | { readonly path: 'decisions'; readonly decision: 'approve' | 'reject' }
  | { readonly path: 'expiry'; readonly expiresAt: string | null }
  | { readonly path: 'removals' };

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls about the people of a course. */
@Service()
export class PeopleClient {
  private readonly http = inject(HttpClient);

  /** The first page, asked for whenever the course or the query changes; nothing while there is no course. */
  firstPage(course: () => string | null, query: () => Query): HttpResourceRef<ListPage<CoursePerson> | undefined> {
    return httpResource(
      () => {
        const id = course();
        return id === null ? undefined : { url: at(id), params: { ...query(), limit: PAGE_SIZE }, context: quiet() };
      },
      { parse: readPage },
    );
  }

  async nextPage(course: string, query: Query, cursor: string): Promise<ListPage<CoursePerson>> {
    const params = { ...query, limit: PAGE_SIZE, cursor };
    return readPage(await firstValueFrom(this.http.get(at(course), { params, context: quiet() })));
  }

  async counts(course: string): Promise<PeopleCounts> {
    return counts.parse(await firstValueFrom(this.http.get(at(course, '/counts'), { context: quiet() }))).data;
  }

  /** Everybody under the filter as a CSV file. */
  exportCsv(course: string, query: Query): Promise<Blob> {
    const options = { params: query, responseType: 'blob', context: quiet() } as const;
    return firstValueFrom(this.http.get(at(course, '/export'), options));
  }

  async change(course: string, ids: readonly string[], { path, ...rest }: PeopleChange): Promise<BulkChange> {
    return change.parse(await this.post(at(course, `/${path}`), { ids, ...rest })).data;
  }

  /** Enrols the accounts with these addresses. */
  async enrol(course: string, emails: readonly string[]): Promise<readonly EnrolPeopleResult[]> {
    return enrolled.parse(await this.post(at(course), { emails })).data;
  }

  async import(course: string, request: ImportRequest): Promise<CourseImport> {
    return imported.parse(await this.post(at(course, '/import'), request)).data;
  }

  async importOf(course: string, id: string): Promise<CourseImport> {
    return imported.parse(await firstValueFrom(this.http.get(at(course, `/imports/${id}`), { context: quiet() }))).data;
  }

  report(course: string, id: string): Promise<Blob> {
    const options = { responseType: 'blob', context: quiet() } as const;
    return firstValueFrom(this.http.get(at(course, `/imports/${id}/report`), options));
  }

  private post(url: string, body: object): Promise<unknown> {
    return firstValueFrom(this.http.post(url, body, { context: quiet() }));
  }
}

function at(course: string, rest = ''): string {
  return apiUrl(`/teach/courses/${course}/people${rest}`);
}

function readPage(raw: unknown): ListPage<CoursePerson> {
  const { data, pagination } = page.parse(raw);
  return { items: data, next: pagination.nextCursor };
}
