import { randomInt } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { NO_ORIGIN } from '../../common/events/actor.js';
import { Clock } from '../../common/clock/clock.js';
import { EventBus } from '../../common/events/event-bus.js';
import { FAILING_TOO_LONG_MS, GIVEN_UP_TOO_OFTEN, nextTry } from './delivery-waits.js';
import { EndpointDirectory } from './endpoint-directory.js';
import { WebhookRepository } from './webhook.repository.js';
import type { WebhookDocument } from './webhook.schema.js';
import { factsOf, originOf } from './webhook.mapper.js';
import { WebhookDeliveryRepository } from './webhook-delivery.repository.js';
import type { WebhookDeliveryDocument } from './webhook-delivery.schema.js';
import type { Attempt } from './webhook-transport.js';

const GONE = 410;

/** What follows from a try: the delivery is done, waits or is given up; an endpoint that only fails is switched off. */
@Injectable()
export class DeliveryOutcomes {
  private readonly logger = new Logger(DeliveryOutcomes.name);

  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly directory: EndpointDirectory,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** Ends a try of a delivery that is held by `lease`. */
  async settle(delivery: WebhookDeliveryDocument, lease: string, attempt: Attempt): Promise<void> {
    const now = this.clock.now();
    const id = delivery.endpointId.toHexString();
    if (attempt.problem === null) {
      const done = { state: 'delivered', dueAt: null, triedAt: now } as const;
      if (await this.deliveries.settle(delivery._id, lease, attempt, done)) await this.webhooks.noteArrival(id, now);
      return;
    }
    const dueAt = isHopeless(attempt) ? null : nextTry(delivery.attempts, now, randomInt(1_000) / 1_000);
    const state = dueAt === null ? 'given_up' : 'waiting';
    if (!(await this.deliveries.settle(delivery._id, lease, attempt, { state, dueAt, triedAt: now }))) return;
    const { problem, status } = attempt;
    this.logger.log({ webhook: id, delivery: delivery._id.toHexString(), problem, status, dueAt }, 'a webhook failed');
    const endpoint = await this.webhooks.noteFailure(id, now, dueAt === null);
    if (endpoint === null) return;
    if (status === GONE) await this.stop(endpoint, 'gone');
    else if (failsTooLong(endpoint, now)) await this.stop(endpoint, 'failures');
  }

  private async stop(endpoint: WebhookDocument, reason: 'failures' | 'gone'): Promise<void> {
    const webhookId = endpoint._id.toHexString();
    if (!(await this.webhooks.stop(webhookId, reason, this.clock.now()))) return;
    await this.directory.spread();
    this.logger.warn({ webhook: webhookId, reason }, 'a webhook was switched off');
    await this.events.publish('webhook.changed', {
      change: 'disabled',
      webhookId,
      target: originOf(endpoint.url),
      before: factsOf(endpoint),
      after: { ...factsOf(endpoint), enabled: false, reason },
      actor: { kind: 'system' },
      origin: NO_ORIGIN,
    });
  }
}

// waiting changes nothing about these
function isHopeless({ problem, status }: Attempt): boolean {
  return problem === 'address_refused' || status === GONE;
}

function failsTooLong({ failingSince, givenUp }: WebhookDocument, now: Date): boolean {
  if (givenUp >= GIVEN_UP_TOO_OFTEN) return true;
  return failingSince !== null && now.getTime() - failingSince.getTime() > FAILING_TOO_LONG_MS;
}
