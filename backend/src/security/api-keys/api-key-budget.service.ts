import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../common/clock/clock.js';
import type { Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { tooManyRequests } from './api-keys.errors.js';
import { ApiKeyUsageRepository } from './api-key-usage.repository.js';

/** A key and what its owner allows it in a minute. */
export interface Spender {
  readonly keyId: string;
  readonly requestsPerMinute: number;
  readonly origin: Origin;
}

const MINUTE_MS = 60_000;
const MAX_REMEMBERED = 10_000;

/**
 * Counts the requests of keys by the minute, in the database, so that several processes count together. A key that has
 * spent its minute is remembered and refused without being counted on. `RATE_LIMITS` holds here too.
 */
@Injectable()
export class ApiKeyBudgetService {
  private readonly spent = new LRUCache<string, number>({ max: MAX_REMEMBERED });

  constructor(
    private readonly usage: ApiKeyUsageRepository,
    private readonly events: EventBus,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /**
   * Takes one request from a key's budget.
   * @throws AppError RATE_LIMITED with the beginning of the next minute
   */
  async spend({ keyId, requestsPerMinute, origin }: Spender): Promise<void> {
    const { mode } = this.config.rateLimits;
    if (mode === 'off') return;
    const minute = Math.floor(this.clock.now().getTime() / MINUTE_MS);
    const next = new Date((minute + 1) * MINUTE_MS);
    const enforced = mode === 'enforce';
    if (enforced && this.spent.get(keyId) === minute) throw tooManyRequests(next);
    const requests = await this.usage.count(keyId, minute, new Date(next.getTime() + MINUTE_MS));
    if (requests <= requestsPerMinute) return;
    this.spent.set(keyId, minute);
    // one process counts the first request too many, so the desk hears of it once
    if (requests === requestsPerMinute + 1) {
      await this.events.publish('rate-limit.exceeded', {
        policy: 'api-key',
        subject: keyId,
        dryRun: !enforced,
        origin,
      });
    }
    if (enforced) throw tooManyRequests(next);
  }
}
