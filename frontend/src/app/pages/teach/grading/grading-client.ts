import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import {
  assignmentWorkSchema,
  essayWorkSchema,
  gradebookColumnSchema,
  gradingRowSchema,
  type AssignmentWork,
  type EssayWork,
  type GradeAssignmentRequest,
  type GradebookColumn,
  type GradeEssaysRequest,
  type GradingRow,
} from '@classy-book/contracts/gradebook';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import type { Query } from '../../../shared/lists/cursor-list';
import type { ListPage } from '../../../shared/lists/list-rows';

const columns = successOf(z.array(gradebookColumnSchema));
const page = pageOf(gradingRowSchema);
const essays = successOf(essayWorkSchema);
const assignment = successOf(assignmentWorkSchema);

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);
const pathOf = (course: string, rest: string): `/${string}` => `/teach/courses/${encodeURIComponent(course)}/${rest}`;

/** The calls of somebody who grades. */
@Service()
export class GradingClient {
  private readonly http = inject(HttpClient);

  /** The graded items of the course. */
  items(course: () => string): HttpResourceRef<readonly GradebookColumn[] | undefined> {
    return httpResource(() => ({ url: apiUrl(pathOf(course(), 'gradebook/columns')), context: quiet() }), {
      parse: (raw) => columns.parse(raw).data,
    });
  }

  /** One page of what waits; `cursor` null for the first. */
  async waiting(course: string, query: Query, cursor: string | null): Promise<ListPage<GradingRow>> {
    const params = { ...query, limit: '50', ...(cursor === null ? {} : { cursor }) };
    const call = this.http.get(apiUrl(pathOf(course, 'grading')), { params, context: quiet() });
    const { data, pagination } = page.parse(await firstValueFrom(call));
    return { items: data, next: pagination.nextCursor };
  }

  async essays(course: string, id: string): Promise<EssayWork> {
    const call = this.http.get(apiUrl(pathOf(course, `grading/quiz/${id}`)), { context: quiet() });
    return essays.parse(await firstValueFrom(call)).data;
  }

  async assignment(course: string, id: string): Promise<AssignmentWork> {
    const call = this.http.get(apiUrl(pathOf(course, `grading/assignment/${id}`)), { context: quiet() });
    return assignment.parse(await firstValueFrom(call)).data;
  }

  /** 409 STALE where somebody else graded meanwhile. */
  async gradeEssays(course: string, id: string, request: GradeEssaysRequest): Promise<EssayWork> {
    const call = this.http.put(apiUrl(pathOf(course, `grading/quiz/${id}`)), request, { context: quiet() });
    return essays.parse(await firstValueFrom(call)).data;
  }

  /** 409 STALE where somebody else graded meanwhile, or it was handed in again. */
  async gradeAssignment(course: string, id: string, request: GradeAssignmentRequest): Promise<AssignmentWork> {
    const call = this.http.put(apiUrl(pathOf(course, `grading/assignment/${id}`)), request, { context: quiet() });
    return assignment.parse(await firstValueFrom(call)).data;
  }
}
