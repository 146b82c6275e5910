import { MAX_WEBHOOKS } from '@classy-book/contracts/webhooks';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { AppError } from '../../common/response/app-error.js';
import { ChangeSignals } from '../../database/change-signals.js';
import { DatabaseService } from '../../database/database.service.js';
import { WebhookRepository } from './webhook.repository.js';
import type { WebhookDocument } from './webhook.schema.js';
import { noWebhook } from './webhooks.errors.js';

const TOPIC = 'webhooks';

/** The endpoints that are switched on, kept in memory and in step with the other processes. */
@Injectable()
export class EndpointDirectory implements OnApplicationBootstrap {
  private readonly logger = new Logger(EndpointDirectory.name);
  private active: readonly WebhookDocument[] = [];

  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly signals: ChangeSignals,
    private readonly database: DatabaseService,
  ) {
    this.signals.watch(TOPIC, async () => {
      await this.load();
    });
  }

  /** Without the database the first look at the signals loads them. */
  async onApplicationBootstrap(): Promise<void> {
    try {
      await this.load();
    } catch (error) {
      this.logger.warn({ err: error }, 'the webhooks could not be loaded yet');
    }
  }

  /** The endpoints that are switched on. */
  enabled(): readonly WebhookDocument[] {
    return this.active;
  }

  /**
   * An endpoint as it is in the database.
   * @throws AppError NOT_FOUND
   */
  async require(id: string): Promise<WebhookDocument> {
    const found = await this.webhooks.find(id);
    if (found === null) throw noWebhook();
    return found;
  }

  /**
   * Stores a new endpoint.
   * @throws AppError LIMIT_REACHED
   */
  async add(webhook: Parameters<WebhookRepository['insert']>[0]): Promise<void> {
    await this.database.takeTurn(TOPIC, async (session) => {
      if ((await this.webhooks.count(session)) >= MAX_WEBHOOKS) {
        const limit = String(MAX_WEBHOOKS);
        throw new AppError('LIMIT_REACHED', `There are ${limit} webhooks already. Delete one that nobody needs.`);
      }
      await this.webhooks.insert(webhook, session);
    });
    await this.spread();
  }

  /** Takes a change that was stored over, here and in every other process. */
  async spread(): Promise<void> {
    await this.load();
    await this.signals.raise(TOPIC);
  }

  private async load(): Promise<void> {
    this.active = (await this.webhooks.findAll()).filter(({ enabled }) => enabled);
  }
}
