import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Redis } from 'ioredis';
import type { Model } from 'mongoose';
import { RateLimiterMongo, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { RATE_LIMIT_COLLECTION, RATE_LIMIT_MODEL, type RateLimitDocument } from './rate-limit.schema.js';
import type { RateLimitPolicy } from './rate-limit.policies.js';

/** What the store says after taking points. */
export interface Taken {
  readonly allowed: boolean;
  readonly remaining: number;
  readonly resetMs: number;
}

/**
 * The counters that all processes share: in Redis where it is configured, else in MongoDB, which also stands in for a
 * Redis that is away. Each step is atomic.
 */
@Injectable()
export class RateLimitStore implements OnApplicationShutdown {
  private readonly limiters = new Map<string, RateLimiterMongo | RateLimiterRedis>();
  private readonly redis: Redis | null;

  constructor(
    @InjectModel(RATE_LIMIT_MODEL) private readonly counters: Model<RateLimitDocument>,
    @Inject(APP_CONFIG) { redisUrl }: AppConfig,
  ) {
    this.redis = redisUrl === null ? null : new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
    // the limiter falls back by itself
    this.redis?.on('error', () => undefined);
  }

  /**
   * Takes points of a subject; where they are refused nothing is owed afterwards.
   * @throws the driver's error when no store answers
   */
  async take(policy: RateLimitPolicy, subject: string, points: number): Promise<Taken> {
    try {
      const { remainingPoints, msBeforeNext } = await this.limiterOf(policy).consume(subject, points);
      return { allowed: true, remaining: remainingPoints, resetMs: msBeforeNext };
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return { allowed: false, remaining: 0, resetMs: refusal.msBeforeNext };
    }
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  private limiterOf(policy: RateLimitPolicy): RateLimiterMongo | RateLimiterRedis {
    const key = `${policy.name}:${policy.points}`;
    const known = this.limiters.get(key);
    if (known !== undefined) return known;
    const made = this.makeLimiter(policy);
    this.limiters.set(key, made);
    return made;
  }

  private makeLimiter({ name, points, seconds }: RateLimitPolicy): RateLimiterMongo | RateLimiterRedis {
    const mongo = new RateLimiterMongo({
      storeClient: this.counters.db.getClient(),
      dbName: this.counters.db.name,
      tableName: RATE_LIMIT_COLLECTION,
      // the schema makes them
      disableIndexesCreation: true,
      keyPrefix: name,
      points,
      duration: seconds,
    });
    if (this.redis === null) return mongo;
    return new RateLimiterRedis({
      storeClient: this.redis,
      keyPrefix: `classy:limit:${name}`,
      points,
      duration: seconds,
      insuranceLimiter: mongo,
    });
  }
}
