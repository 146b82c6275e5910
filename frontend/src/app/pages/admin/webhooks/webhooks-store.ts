import { Service, computed, inject, signal } from '@angular/core';
import {
  deliveryStates,
  WEBHOOK_TEST,
  webhookEventTypes,
  type DeliveryState,
  type Webhook,
  type WebhookDelivery,
} from '@classy-book/contracts/webhooks';
import { toApiFailure } from '../../../core/services/api';
import { CursorList, type Query } from '../../../shared/lists/cursor-list';
import { UrlFilter } from '../../../shared/lists/url-filter';
import { WebhooksClient } from './webhooks-client';

/** Every type that can stand in the log. */
export const loggedTypes = [...webhookEventTypes, WEBHOOK_TEST] as const;
export type LoggedType = (typeof loggedTypes)[number];

/** Whose log is shown, and what of it. */
export interface LogFilter {
  readonly webhook: string | null;
  readonly state: DeliveryState | null;
  readonly type: LoggedType | null;
}

/** The filter of the log, in the URL. */
@Service({ autoProvided: false })
export class LogFilterStore extends UrlFilter<LogFilter> {
  constructor() {
    super(
      (param) => ({
        webhook: param('webhook'),
        state: deliveryStates.find((one) => one === param('state')) ?? null,
        type: loggedTypes.find((one) => one === param('type')) ?? null,
      }),
      (filter) => ({ ...filter }),
    );
  }
}

/** The endpoints, the log of the one that was chosen, and where the audit log is forwarded to. */
@Service({ autoProvided: false })
export class WebhooksStore {
  private readonly client = inject(WebhooksClient);
  private readonly filters = inject(LogFilterStore);
  private readonly reloads = signal(0);
  private readonly endpoints = this.client.webhooks(this.reloads);
  private readonly forwarding = this.client.destinations();

  readonly loaded = computed(() => this.endpoints.hasValue());
  readonly webhooks = computed<readonly Webhook[]>(() => (this.endpoints.hasValue() ? this.endpoints.value() : []));
  readonly destinations = computed(() => (this.forwarding.hasValue() ? this.forwarding.value() : []));
  readonly failure = computed(() => {
    const error = this.endpoints.error();
    return error === undefined ? null : toApiFailure(error);
  });
  /** The endpoint whose log is shown: the one in the URL, else the first. */
  readonly chosen = computed<Webhook | null>(() => {
    const { webhook } = this.filters.filter();
    return this.webhooks().find(({ id }) => id === webhook) ?? this.webhooks()[0] ?? null;
  });
  readonly log = new CursorList<WebhookDelivery>(
    this.client,
    ({ id }) => id,
    () => {
      this.reloads();
      return queryOf(this.chosen()?.id ?? '', this.filters.filter());
    },
  );

  reload(): void {
    this.reloads.update((count) => count + 1);
  }
}

function queryOf(webhook: string, { state, type }: LogFilter): Query {
  return { webhook, ...(state === null ? {} : { state }), ...(type === null ? {} : { type }) };
}
