import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { successOf } from '@classy-book/contracts/envelope';
import {
  savedViewSchema,
  type CreateSavedViewRequest,
  type SavedView,
  type UpdateSavedViewRequest,
  type ViewPage,
} from '@classy-book/contracts/saved-views';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../core/services/api';
import { QUIET } from '../../core/services/http-context';

const list = successOf(z.array(savedViewSchema));

const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls about saved views. They reject with what Angular's client throws. */
@Service()
export class ViewsClient {
  private readonly http = inject(HttpClient);

  /** The views of a page, asked for again whenever what `wanted` gives changes; not at all while it gives nothing. */
  views(wanted: () => { readonly page: ViewPage } | undefined): HttpResourceRef<readonly SavedView[] | undefined> {
    return httpResource<readonly SavedView[]>(
      () => {
        const page = wanted()?.page;
        return page === undefined ? undefined : { url: apiUrl('/views'), params: { page }, context: quiet() };
      },
      { parse: (raw) => list.parse(raw).data },
    );
  }

  async create(request: CreateSavedViewRequest): Promise<void> {
    await firstValueFrom(this.http.post(apiUrl('/views'), request, { context: quiet() }));
  }

  async update(id: string, changes: UpdateSavedViewRequest): Promise<void> {
    await firstValueFrom(this.http.patch(apiUrl(`/views/${id}`), changes, { context: quiet() }));
  }

  async remove(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(apiUrl(`/views/${id}`), { context: quiet() }));
  }
}
