import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import { TimeOrderedIds } from '../../common/ids/time-ordered-ids.js';
import type { FollowedRecord } from '../../monitoring/audit/audit-follow.port.js';
import type { LogFold } from '../log-folds/log-fold.port.js';
import { LogFoldsService } from '../log-folds/log-folds.service.js';
import { EndpointDirectory } from './endpoint-directory.js';
import type { WebhookDocument } from './webhook.schema.js';
import { type NewDelivery, WebhookDeliveryRepository } from './webhook-delivery.repository.js';
import { type OutgoingEvent, toOutgoing } from './webhook-events.js';
import { WebhookSenderService } from './webhook-sender.service.js';

const LIFE_MS = 30 * 86_400_000;
/** More than these do not wait for one endpoint. */
const MAX_WAITING = 10_000;
/** The log of one endpoint holds no more than these, but for what waits. */
const MAX_KEPT = 20_000;
const TRIM_AFTER = 1_000;

/** Queues what happened for the endpoints that asked for it: a fold over the audit log, so a crash loses nothing. */
@Injectable()
export class WebhookFeedService implements LogFold, OnModuleInit {
  readonly name = 'webhooks';
  private readonly untrimmed = new Map<string, number>();

  constructor(
    private readonly folds: LogFoldsService,
    private readonly directory: EndpointDirectory,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly sender: WebhookSenderService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.folds.register(this);
  }

  from(): string | null {
    const [first] = this.directory
      .enabled()
      .map(({ since }) => since)
      .sort();
    return first ?? null;
  }

  /** The same record may come twice: it is queued once. */
  async take(records: readonly FollowedRecord[]): Promise<void> {
    const endpoints = this.directory.enabled();
    const wanted = records.flatMap((record) => {
      const event = toOutgoing(record);
      if (event === null) return [];
      return endpoints
        .filter(({ since }) => record.id > since)
        .flatMap((endpoint) => {
          const type = event.types.find((one) => endpoint.events.includes(one));
          return type === undefined ? [] : [{ endpoint, event, type }];
        });
    });
    if (wanted.length === 0) return;
    const ids = new TimeOrderedIds((await this.deliveries.greatestId()) ?? undefined);
    const now = this.clock.now();
    await this.deliveries.insert(wanted.map((one) => toDelivery(ids.next(now.getTime()), one, now)));
    await this.keepBounded(wanted.map(({ endpoint }) => endpoint._id.toHexString()));
    this.sender.wake();
  }

  private async keepBounded(queued: readonly string[]): Promise<void> {
    for (const [id, added] of countBy(queued)) {
      const over = (await this.deliveries.countWaiting(id, MAX_WAITING + added)) - MAX_WAITING;
      if (over > 0) await this.deliveries.dropOldest(id, over);
      const untrimmed = (this.untrimmed.get(id) ?? 0) + added;
      if (untrimmed >= TRIM_AFTER) await this.deliveries.trim(id, MAX_KEPT);
      this.untrimmed.set(id, untrimmed >= TRIM_AFTER ? 0 : untrimmed);
    }
  }
}

function toDelivery(
  id: string,
  { endpoint, event, type }: { endpoint: WebhookDocument; event: OutgoingEvent; type: OutgoingEvent['types'][number] },
  now: Date,
): NewDelivery {
  return {
    id,
    endpointId: endpoint._id.toHexString(),
    key: event.id,
    eventId: event.id,
    type,
    at: event.at,
    body: event.bodyFor(type),
    redelivery: false,
    dueAt: now,
    expiresAt: new Date(now.getTime() + LIFE_MS),
  };
}

function countBy(ids: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
