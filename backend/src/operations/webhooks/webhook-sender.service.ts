import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { randomToken } from '../../common/crypto/keys.js';
import { DeliveryOutcomes } from './delivery-outcomes.js';
import { EndpointDirectory } from './endpoint-directory.js';
import { WebhookRepository } from './webhook.repository.js';
import { WebhookCourier } from './webhook-courier.js';
import { WebhookDeliveryRepository } from './webhook-delivery.repository.js';

const POLL_MS = 1_000;
/** Longer than a try can take. */
const LEASE_MS = 60_000;

/**
 * Sends what waits: the endpoints side by side, the deliveries of one in their order, each by whichever process comes
 * first. Only the first that waits is ever taken, so nothing passes one that is being sent or waits for its next try.
 */
@Injectable()
export class WebhookSenderService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(WebhookSenderService.name);
  private readonly lanes = new Map<string, Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly directory: EndpointDirectory,
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly courier: WebhookCourier,
    private readonly outcomes: DeliveryOutcomes,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.wake();
    }, POLL_MS).unref();
  }

  /** Lets what is being sent end, and begins nothing new. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await Promise.all(this.lanes.values());
  }

  /** Looks at once for what waits. */
  wake(): void {
    if (this.stopped) return;
    for (const { _id } of this.directory.enabled()) {
      const id = _id.toHexString();
      if (this.lanes.has(id)) continue;
      this.lanes.set(
        id,
        this.run(id).finally(() => this.lanes.delete(id)),
      );
    }
  }

  private async run(endpointId: string): Promise<void> {
    try {
      while (!this.stopped && (await this.sendNext(endpointId))) continue;
    } catch (error) {
      this.logger.debug({ err: error, webhook: endpointId }, 'the deliveries of a webhook wait; trying again');
    }
  }

  private async sendNext(endpointId: string): Promise<boolean> {
    const now = this.clock.now();
    const head = await this.deliveries.findHead(endpointId);
    if (head?.dueAt == null || head.dueAt > now) return false;
    const lease = randomToken(12);
    const delivery = await this.deliveries.claim(head._id, lease, now, new Date(now.getTime() + LEASE_MS));
    if (delivery === null) return false;
    // as it is now: the one in memory may be a second old
    const endpoint = await this.webhooks.find(endpointId);
    if (endpoint?.enabled !== true) {
      await this.deliveries.putBack(delivery._id, lease, now);
      return false;
    }
    const attempt = await this.courier.bring(endpoint, delivery.eventId, delivery.body);
    await this.outcomes.settle(delivery, lease, attempt);
    return true;
  }
}
