import type { Webhook } from '@classy-book/contracts/webhooks';
import { Injectable } from '@nestjs/common';
import type { Acting } from '../../common/events/actor.js';
import { Clock } from '../../common/clock/clock.js';
import type { WebhookChanged } from '../../common/events/desk-events.js';
import { EventBus } from '../../common/events/event-bus.js';
import { factsOf, originOf, toWebhook } from './webhook.mapper.js';
import type { WebhookDocument } from './webhook.schema.js';
import { WebhookDeliveryRepository } from './webhook-delivery.repository.js';

const COUNTED = 10_000;

/** Tells what was done to endpoints, and shows them with what waits for them. */
@Injectable()
export class WebhookAnnouncer {
  constructor(
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** An endpoint as the desk shows it. */
  async view(webhook: WebhookDocument): Promise<Webhook> {
    const waiting = await this.deliveries.countWaiting(webhook._id.toHexString(), COUNTED);
    return toWebhook(webhook, waiting, this.clock.now());
  }

  /** Puts a change on record. */
  async tell(
    change: WebhookChanged['change'],
    before: WebhookDocument | null,
    after: WebhookDocument | null,
    { actor, origin }: Acting,
  ): Promise<void> {
    const webhook = after ?? before;
    if (webhook === null) return;
    await this.events.publish('webhook.changed', {
      change,
      webhookId: webhook._id.toHexString(),
      target: originOf(webhook.url),
      before: before === null ? null : factsOf(before),
      after: after === null ? null : factsOf(after),
      actor,
      origin,
    });
  }

  /** Removes the log of an endpoint that is gone. */
  async forget(id: string): Promise<void> {
    await this.deliveries.removeOf(id);
  }
}
