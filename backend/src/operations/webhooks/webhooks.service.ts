import type { Webhook, WebhookRequest, WebhookSecret } from '@classy-book/contracts/webhooks';
import { Injectable } from '@nestjs/common';
import { actorName } from '../../common/events/actor.js';
import { Clock } from '../../common/clock/clock.js';
import type { Caller } from '../../common/http/parameters.decorator.js';
import { idFloor } from '../../common/ids/time-ordered-ids.js';
import { AppError } from '../../common/response/app-error.js';
import { EndpointDirectory } from './endpoint-directory.js';
import { WebhookAnnouncer } from './webhook-announcer.js';
import { WebhookRepository } from './webhook.repository.js';
import type { WebhookDocument } from './webhook.schema.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhookTransport } from './webhook-transport.js';
import { noWebhook, refusedTarget } from './webhooks.errors.js';

/** The endpoints as administrators set them. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly directory: EndpointDirectory,
    private readonly transport: WebhookTransport,
    private readonly secrets: WebhookSecrets,
    private readonly announcer: WebhookAnnouncer,
    private readonly clock: Clock,
  ) {}

  /** All endpoints, the oldest first. */
  async list(): Promise<Webhook[]> {
    return await Promise.all((await this.webhooks.findAll()).map(async (one) => this.announcer.view(one)));
  }

  /**
   * Makes an endpoint; its secret is shown this once.
   * @throws AppError VALIDATION_FAILED for an address that it may not go to, LIMIT_REACHED
   */
  async create(request: WebhookRequest, caller: Caller): Promise<WebhookSecret> {
    const url = await this.checkedUrl(request.url);
    const id = this.webhooks.newId();
    const { plain, sealed } = this.secrets.make(id);
    const now = this.clock.now();
    await this.directory.add({
      id,
      ...request,
      url,
      ...standing(request.enabled, null, now),
      lastDeliveredAt: null,
      since: idFloor(now.getTime()),
      secrets: [sealed],
      createdAt: now,
      createdBy: actorName(caller.actor),
    });
    const webhook = await this.directory.require(id);
    await this.announcer.tell('created', null, webhook, caller);
    return { webhook: await this.announcer.view(webhook), secret: plain };
  }

  /**
   * Changes an endpoint. One that is switched on again begins with what happens from now on.
   * @throws AppError NOT_FOUND, VALIDATION_FAILED for an address that it may not go to
   */
  async update(id: string, request: WebhookRequest, caller: Caller): Promise<Webhook> {
    const url = await this.checkedUrl(request.url);
    const current = await this.directory.require(id);
    const now = this.clock.now();
    const since = request.enabled && !current.enabled ? { since: idFloor(now.getTime()) } : {};
    const change = { ...standing(request.enabled, current, now), ...since };
    const before = await this.webhooks.update(id, { ...request, url }, change);
    if (before === null) throw noWebhook();
    await this.directory.spread();
    const webhook = await this.directory.require(id);
    await this.announcer.tell('updated', before, webhook, caller);
    return await this.announcer.view(webhook);
  }

  /**
   * Deletes an endpoint with its log.
   * @throws AppError NOT_FOUND
   */
  async remove(id: string, caller: Caller): Promise<void> {
    const removed = await this.webhooks.remove(id);
    if (removed === null) throw noWebhook();
    await this.directory.spread();
    await this.announcer.forget(id);
    await this.announcer.tell('deleted', removed, null, caller);
  }

  /**
   * Makes a new secret, which is shown this once; the one before it signs too for a day.
   * @throws AppError NOT_FOUND, CONFLICT where somebody else has just done the same
   */
  async rotateSecret(id: string, caller: Caller): Promise<WebhookSecret> {
    const { secrets } = await this.directory.require(id);
    const { plain, sealed } = this.secrets.make(id);
    if (!(await this.webhooks.replaceSecrets(id, secrets[0]?.sealed ?? '', this.secrets.succeed(sealed, secrets)))) {
      throw new AppError('CONFLICT', 'Somebody has just made a new secret. Load the page again.');
    }
    await this.directory.spread();
    const webhook = await this.directory.require(id);
    await this.announcer.tell('rotated', webhook, webhook, caller);
    return { webhook: await this.announcer.view(webhook), secret: plain };
  }

  private async checkedUrl(text: string): Promise<string> {
    const url = await this.transport.check(text);
    if (typeof url === 'string') throw refusedTarget(url);
    return url.href;
  }
}

type Standing = Pick<WebhookDocument, 'stopReason' | 'stoppedAt' | 'failingSince' | 'givenUp'>;

// why it was switched off stays known while somebody changes its description
function standing(enabled: boolean, current: WebhookDocument | null, now: Date): Standing {
  if (!enabled && current?.enabled === false) {
    const { stopReason, stoppedAt, failingSince, givenUp } = current;
    return { stopReason, stoppedAt, failingSince, givenUp };
  }
  const fresh = { failingSince: null, givenUp: 0 };
  return enabled ? { stopReason: null, stoppedAt: null, ...fresh } : { stopReason: 'person', stoppedAt: now, ...fresh };
}
