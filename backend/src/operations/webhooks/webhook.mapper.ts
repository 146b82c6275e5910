import type { Webhook, WebhookDelivery, WebhookDeliveryDetail } from '@classy-book/contracts/webhooks';
import type { EventFacts } from '../../common/events/identity-events.js';
import type { WebhookDocument } from './webhook.schema.js';
import type { WebhookDeliveryDocument } from './webhook-delivery.schema.js';

/** An endpoint as the desk shows it. */
export function toWebhook(webhook: WebhookDocument, waiting: number, now: Date): Webhook {
  const [current, previous] = webhook.secrets;
  const until = previous?.validUntil ?? null;
  return {
    id: webhook._id.toHexString(),
    url: webhook.url,
    description: webhook.description,
    events: [...webhook.events],
    enabled: webhook.enabled,
    stopReason: webhook.stopReason,
    stoppedAt: isoOf(webhook.stoppedAt),
    failingSince: isoOf(webhook.failingSince),
    waiting,
    lastDeliveredAt: isoOf(webhook.lastDeliveredAt),
    secretMadeAt: (current?.madeAt ?? webhook.createdAt).toISOString(),
    previousSecretUntil: until !== null && until > now ? until.toISOString() : null,
    createdAt: webhook.createdAt.toISOString(),
    createdBy: webhook.createdBy,
  };
}

/** A delivery as a line of the log. */
export function toDelivery(delivery: WebhookDeliveryDocument): WebhookDelivery {
  const { eventId, type, state, redelivery, attempts, status, problem, durationMs } = delivery;
  return {
    id: delivery._id.toHexString(),
    at: delivery.at.toISOString(),
    dueAt: isoOf(delivery.dueAt),
    triedAt: isoOf(delivery.triedAt),
    ...{ eventId, type, state, redelivery, attempts, status, problem, durationMs },
  };
}

/** A delivery with what was sent and answered. */
export function toDeliveryDetail(delivery: WebhookDeliveryDocument): WebhookDeliveryDetail {
  return { ...toDelivery(delivery), body: delivery.body, answer: delivery.answer };
}

/** What the audit log is told of an endpoint: paths and queries may hold secrets of the receiver. */
export function factsOf({ url, description, events, enabled }: Omit<WebhookDocument, 'secrets'>): EventFacts {
  return { target: originOf(url), description, events, enabled };
}

/** The scheme, host and port of a URL. */
export function originOf(url: string): string {
  return new URL(url).origin;
}

function isoOf(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
