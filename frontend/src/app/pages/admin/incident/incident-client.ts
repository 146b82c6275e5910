import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import {
  containmentPlanSchema,
  type ContainRequestInput,
  type ContainmentPlan,
} from '@classy-book/contracts/containment';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import {
  incidentDetailSchema,
  incidentPersonSchema,
  incidentTimelineEntrySchema,
  type IncidentDetail,
  type IncidentPerson,
  type IncidentTimelineEntry,
  type UpdateIncidentRequest,
} from '@classy-book/contracts/incidents';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import type { ListPage } from '../../../shared/lists/list-rows';

const detail = successOf(incidentDetailSchema);
const people = successOf(z.array(incidentPersonSchema));
const timeline = pageOf(incidentTimelineEntrySchema);

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);
const pathOf = (id: string): `/${string}` => `/monitoring/incidents/${encodeURIComponent(id)}`;

/** The calls of one incident. */
@Service()
export class IncidentClient {
  private readonly http = inject(HttpClient);

  incident(id: () => string): HttpResourceRef<IncidentDetail | undefined> {
    return httpResource(() => ({ url: apiUrl(pathOf(id())), context: quiet() }), {
      parse: (raw) => detail.parse(raw).data,
    });
  }

  /** A page of the story, oldest first; the first one for null. */
  async timeline(id: string, cursor: string | null): Promise<ListPage<IncidentTimelineEntry>> {
    const params = { limit: '100', ...(cursor === null ? {} : { cursor }) };
    const raw = await firstValueFrom(this.http.get(apiUrl(`${pathOf(id)}/timeline`), { params, context: quiet() }));
    const { data, pagination } = timeline.parse(raw);
    return { items: data, next: pagination.nextCursor };
  }

  /** Who can be given an incident; asked for while `wanted` holds. */
  assignees(wanted: () => boolean): HttpResourceRef<readonly IncidentPerson[] | undefined> {
    return httpResource(
      () => (wanted() ? { url: apiUrl('/monitoring/incidents/assignees'), context: quiet() } : undefined),
      { parse: (raw) => people.parse(raw).data },
    );
  }

  /** 409 CONFLICT where somebody else was faster. */
  async update(id: string, request: UpdateIncidentRequest): Promise<IncidentDetail> {
    const call = this.http.patch(apiUrl(pathOf(id)), request, { context: quiet() });
    return detail.parse(await firstValueFrom(call)).data;
  }

  async addNote(id: string, text: string): Promise<void> {
    await firstValueFrom(this.http.post(apiUrl(`${pathOf(id)}/notes`), { text }, { context: quiet() }));
  }

  /** What containing it would do. */
  async plan(id: string): Promise<ContainmentPlan> {
    const raw = await firstValueFrom(this.http.get(apiUrl(`${pathOf(id)}/containment`), { context: quiet() }));
    return successOf(containmentPlanSchema).parse(raw).data;
  }

  /** 409 CONFLICT where somebody else was faster. */
  async contain(id: string, request: ContainRequestInput): Promise<IncidentDetail> {
    const call = this.http.post(apiUrl(`${pathOf(id)}/containment`), request, { context: quiet() });
    return detail.parse(await firstValueFrom(call)).data;
  }

  /** Lifts the blocks and locks of the last containment. */
  async undo(id: string, version: number): Promise<IncidentDetail> {
    const call = this.http.post(apiUrl(`${pathOf(id)}/containment/undo`), { version }, { context: quiet() });
    return detail.parse(await firstValueFrom(call)).data;
  }
}
