import {
  WEBHOOK_TEST,
  type WebhookDelivery,
  type WebhookDeliveryDetail,
  type WebhookDeliveryQuery,
} from '@classy-book/contracts/webhooks';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { TimeOrderedIds } from '../../common/ids/time-ordered-ids.js';
import { Page } from '../../common/response/page.js';
import { EndpointDirectory } from './endpoint-directory.js';
import { WebhookAnnouncer } from './webhook-announcer.js';
import { WebhookCourier } from './webhook-courier.js';
import { type NewDelivery, WebhookDeliveryRepository } from './webhook-delivery.repository.js';
import type { WebhookDeliveryDocument } from './webhook-delivery.schema.js';
import { toDelivery, toDeliveryDetail } from './webhook.mapper.js';
import { noDelivery, webhookOff } from './webhooks.errors.js';
import { WebhookSenderService } from './webhook-sender.service.js';

const LIFE_MS = 30 * 86_400_000;

/** The log of an endpoint: what was sent, what was answered, and sending once more. */
@Injectable()
export class WebhookDeliveriesService {
  private readonly ids = new TimeOrderedIds();

  constructor(
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly directory: EndpointDirectory,
    private readonly courier: WebhookCourier,
    private readonly sender: WebhookSenderService,
    private readonly announcer: WebhookAnnouncer,
    private readonly clock: Clock,
  ) {}

  /**
   * One page of the log, newest first.
   * @throws AppError NOT_FOUND
   */
  async list(endpointId: string, query: WebhookDeliveryQuery): Promise<Page<WebhookDelivery>> {
    await this.directory.require(endpointId);
    const found = await this.deliveries.list(endpointId, query, query.limit + 1);
    return Page.from(found.map(toDelivery), query.limit, ({ id }) => id);
  }

  /**
   * One delivery with what was sent and answered.
   * @throws AppError NOT_FOUND
   */
  async find(endpointId: string, id: string): Promise<WebhookDeliveryDetail> {
    return toDeliveryDetail(await this.require(endpointId, id));
  }

  /**
   * Sends an event that everybody understands at once, past the queue, whether the endpoint is switched on or not.
   * @returns the delivery as it stands in the log afterwards
   * @throws AppError NOT_FOUND
   */
  async test(endpointId: string, caller: Caller): Promise<WebhookDeliveryDetail> {
    const endpoint = await this.directory.require(endpointId);
    const at = this.clock.now();
    const id = this.ids.next(at.getTime());
    const eventId = `evt_${id}`;
    const body = JSON.stringify({
      id: eventId,
      type: WEBHOOK_TEST,
      at: at.toISOString(),
      data: { webhook: endpointId },
    });
    const attempt = await this.courier.bring(endpoint, eventId, body);
    const delivery = { ...this.fresh(id, endpointId, at), key: eventId, eventId, type: WEBHOOK_TEST, at, body };
    await this.deliveries.record({ ...delivery, redelivery: false }, attempt);
    await this.announcer.tell('tested', endpoint, endpoint, caller);
    return await this.find(endpointId, id);
  }

  /**
   * Sends a delivery once more, under the id of its event, after what waits; one that waits for its next try is tried at
   * once.
   * @throws AppError NOT_FOUND, CONFLICT where the endpoint is switched off
   */
  async redeliver(endpointId: string, id: string, caller: Caller): Promise<WebhookDelivery> {
    const endpoint = await this.directory.require(endpointId);
    const delivery = await this.require(endpointId, id);
    if (!endpoint.enabled) throw webhookOff();
    const now = this.clock.now();
    const queued = delivery.state === 'waiting' ? id : await this.queueAgain(delivery, now);
    if (queued === id) await this.deliveries.hasten(id, endpointId, now);
    await this.announcer.tell('redelivered', endpoint, endpoint, caller);
    const view = toDelivery(await this.require(endpointId, queued));
    this.sender.wake();
    return view;
  }

  private async queueAgain(delivery: WebhookDeliveryDocument, now: Date): Promise<string> {
    const id = this.ids.next(now.getTime());
    const { eventId, type, at, body } = delivery;
    const fresh = this.fresh(id, delivery.endpointId.toHexString(), now);
    await this.deliveries.insert([{ ...fresh, key: id, eventId, type, at, body, redelivery: true }]);
    return id;
  }

  private fresh(
    id: string,
    endpointId: string,
    now: Date,
  ): Pick<NewDelivery, 'id' | 'endpointId' | 'dueAt' | 'expiresAt'> {
    return { id, endpointId, dueAt: now, expiresAt: new Date(now.getTime() + LIFE_MS) };
  }

  private async require(endpointId: string, id: string): Promise<WebhookDeliveryDocument> {
    const found = await this.deliveries.find(id, endpointId);
    if (found === null) throw noDelivery();
    return found;
  }
}
