import { HttpClient, HttpContext, httpResource, type HttpResourceRef } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import { pageOf, successOf } from '@classy-book/contracts/envelope';
import { forwardDestinationSchema, type ForwardDestination } from '@classy-book/contracts/forwarding';
import {
  webhookDeliveryDetailSchema,
  webhookDeliverySchema,
  webhookSchema,
  webhookSecretSchema,
  type Webhook,
  type WebhookDelivery,
  type WebhookDeliveryDetail,
  type WebhookRequest,
  type WebhookSecret,
} from '@classy-book/contracts/webhooks';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { apiUrl } from '../../../core/services/api';
import { QUIET } from '../../../core/services/http-context';
import type { ListClient, Query } from '../../../shared/lists/cursor-list';
import type { ListPage } from '../../../shared/lists/list-rows';

const PAGE_SIZE = '50';
const list = successOf(z.array(webhookSchema));
const destinations = successOf(z.array(forwardDestinationSchema));
const updated = successOf(webhookSchema);
const secret = successOf(webhookSecretSchema);
const detail = successOf(webhookDeliveryDetailSchema);
const page = pageOf(webhookDeliverySchema);

/** The page says itself what went wrong. */
const quiet = (): HttpContext => new HttpContext().set(QUIET, true);

/** The calls of the page. They reject with what Angular's client throws. */
@Service()
export class WebhooksClient implements ListClient<WebhookDelivery> {
  private readonly http = inject(HttpClient);

  /** Every endpoint, asked for again whenever `wanted` gives another number; not at all below 0. */
  webhooks(wanted: () => number): HttpResourceRef<readonly Webhook[] | undefined> {
    return httpResource<readonly Webhook[]>(
      () => (wanted() < 0 ? undefined : { url: apiUrl('/admin/webhooks'), context: quiet() }),
      { parse: (raw) => list.parse(raw).data },
    );
  }

  /** Where the audit log is forwarded to. */
  destinations(): HttpResourceRef<readonly ForwardDestination[] | undefined> {
    return httpResource<readonly ForwardDestination[]>(() => ({ url: apiUrl('/admin/forwarding'), context: quiet() }), {
      parse: (raw) => destinations.parse(raw).data,
    });
  }

  async create(request: WebhookRequest): Promise<WebhookSecret> {
    const call = this.http.post(apiUrl('/admin/webhooks'), request, { context: quiet() });
    return secret.parse(await firstValueFrom(call)).data;
  }

  async update(id: string, request: WebhookRequest): Promise<Webhook> {
    const call = this.http.put(apiUrl(`/admin/webhooks/${id}`), request, { context: quiet() });
    return updated.parse(await firstValueFrom(call)).data;
  }

  async remove(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(apiUrl(`/admin/webhooks/${id}`), { context: quiet() }));
  }

  async rotateSecret(id: string): Promise<WebhookSecret> {
    const call = this.http.post(apiUrl(`/admin/webhooks/${id}/secret`), null, { context: quiet() });
    return secret.parse(await firstValueFrom(call)).data;
  }

  /** Sends a test event and waits for its answer: up to ten seconds. */
  async test(id: string): Promise<WebhookDeliveryDetail> {
    const call = this.http.post(apiUrl(`/admin/webhooks/${id}/test`), null, { context: quiet() });
    return detail.parse(await firstValueFrom(call)).data;
  }

  async delivery(webhook: string, id: string): Promise<WebhookDeliveryDetail> {
    const call = this.http.get(apiUrl(`/admin/webhooks/${webhook}/deliveries/${id}`), { context: quiet() });
    return detail.parse(await firstValueFrom(call)).data;
  }

  async redeliver(webhook: string, id: string): Promise<void> {
    const path = apiUrl(`/admin/webhooks/${webhook}/deliveries/${id}/redeliver`);
    await firstValueFrom(this.http.post(path, null, { context: quiet() }));
  }

  /** The newest deliveries of the endpoint that `webhook` of the query names; nothing is asked while it is empty. */
  firstPage(query: () => Query): HttpResourceRef<ListPage<WebhookDelivery> | undefined> {
    return httpResource(
      () => {
        const { webhook = '', ...rest } = query();
        if (webhook === '') return undefined;
        const params = { ...rest, limit: PAGE_SIZE };
        return { url: apiUrl(`/admin/webhooks/${webhook}/deliveries`), params, context: quiet() };
      },
      { parse: readPage },
    );
  }

  async nextPage({ webhook = '', ...rest }: Query, cursor: string): Promise<ListPage<WebhookDelivery>> {
    const params = { ...rest, limit: PAGE_SIZE, cursor };
    const call = this.http.get(apiUrl(`/admin/webhooks/${webhook}/deliveries`), { params, context: quiet() });
    return readPage(await firstValueFrom(call));
  }
}

function readPage(raw: unknown): ListPage<WebhookDelivery> {
  const { data, pagination } = page.parse(raw);
  return { items: data, next: pagination.nextCursor };
}
