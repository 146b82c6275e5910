import { Inject, Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../common/clock/clock.js';
import type { Origin } from '../../common/events/actor.js';
import { EventBus } from '../../common/events/event-bus.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { Leases } from './leases.js';
import { LocalWindow } from './local-window.js';
import { LIGHT_POLICY, type RateLimitPolicy } from './rate-limit.policies.js';
import { RateLimitStore, type Taken } from './rate-limit-store.repository.js';

/** The narrowest of the counters that a request passed or failed. */
export interface RateLimitVerdict extends Taken {
  readonly policy: RateLimitPolicy;
}

/** A counter and whom it counts. */
export interface CountedSubject {
  readonly policy: RateLimitPolicy;
  readonly subject: string;
}

const TELL_EVERY_MS = 60_000;
const MAX_TOLD = 10_000;

/** Counts requests against the limits of their class. */
@Injectable()
export class RateLimitService {
  private readonly logger = new Logger(RateLimitService.name);
  private readonly leases: Leases;
  private readonly local: LocalWindow;
  private readonly told = new LRUCache<string, true>({ max: MAX_TOLD, ttl: TELL_EVERY_MS });

  constructor(
    store: RateLimitStore,
    private readonly events: EventBus,
    clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    const now = (): number => clock.now().getTime();
    this.leases = new Leases(async (policy, subject, points) => await store.take(policy, subject, points), now);
    this.local = new LocalWindow(now);
  }

  get enabled(): boolean {
    return this.config.rateLimits.mode !== 'off';
  }

  /**
   * Counts one request against each of its counters, up to the first that refuses.
   * @returns the verdict of the one that leaves least; in a dry run `allowed` is always true
   * @throws the driver's error when no store answers: the limits fail closed
   */
  async count(counted: readonly CountedSubject[], origin: Origin): Promise<RateLimitVerdict | null> {
    let narrowest: RateLimitVerdict | null = null;
    for (const { policy: asked, subject } of counted) {
      const policy = this.leased(asked);
      const taken =
        asked === LIGHT_POLICY ? this.local.spend(policy, subject) : await this.leases.spend(policy, subject);
      const verdict = { ...taken, policy };
      if (!taken.allowed) {
        this.tell(verdict, subject, origin);
        return { ...verdict, allowed: this.config.rateLimits.mode === 'dry-run' };
      }
      if (narrowest === null || verdict.remaining < narrowest.remaining) narrowest = verdict;
    }
    return narrowest;
  }

  // without Redis there is one process, and nobody to share a portion with
  private leased(policy: RateLimitPolicy): RateLimitPolicy {
    const { leaseAlone } = policy;
    return leaseAlone === undefined || this.config.redisUrl !== null ? policy : { ...policy, lease: leaseAlone };
  }

  // once a minute for each subject, so that a flood of requests is no flood of records
  private tell({ policy }: RateLimitVerdict, subject: string, origin: Origin): void {
    const key = `${policy.name}:${subject}`;
    if (this.told.has(key)) return;
    this.told.set(key, true);
    const dryRun = this.config.rateLimits.mode === 'dry-run';
    this.events
      .publish('rate-limit.exceeded', { policy: policy.name, subject, dryRun, origin })
      .catch((error: unknown) => {
        this.logger.warn({ err: error, policy: policy.name }, 'a reached rate limit could not be put on record');
      });
  }
}
