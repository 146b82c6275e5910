import { statfs } from 'node:fs/promises';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { HealthCheck, Liveness, Readiness } from '@classy-book/contracts/health';
import { Redis } from 'ioredis';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { VERSION } from '../../config/version.js';
import { EmailQueueService } from '../../messaging/email/email-queue.service.js';
import { StorageHealthService } from '../../performance/file/objects/storage-health.service.js';
import { DatabaseService } from '../../database/database.service.js';

const MINIMUM_FREE_BYTES = 200 * 1024 * 1024;
const REDIS_TIMEOUT_MS = 1_500;

/** Says whether this process lives, and whether what it needs is there. */
@Injectable()
export class HealthService implements OnModuleInit, OnApplicationShutdown {
  private redis: Redis | null = null;

  constructor(
    private readonly database: DatabaseService,
    private readonly emails: EmailQueueService,
    private readonly storage: StorageHealthService,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    if (this.config.redisUrl === null) return;
    this.redis = new Redis(this.config.redisUrl, {
      lazyConnect: true,
      enableOfflineQueue: false,
      commandTimeout: REDIS_TIMEOUT_MS,
      maxRetriesPerRequest: 0,
    });
    // its state is asked for by ping; without a listener an outage would end the process
    this.redis.on('error', () => undefined);
    this.redis.connect().catch(() => undefined);
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  live(): Liveness {
    return { status: 'ok', version: VERSION, uptimeSeconds: Math.floor(process.uptime()) };
  }

  /** `unavailable` where anything that is configured is down; where only mail or files are, the rest goes on. */
  async ready(): Promise<Readiness> {
    const checks = await Promise.all([
      check('database', async () => await this.database.ping()),
      this.checkRedis(),
      check('disk', async () => await this.checkDisk()),
      this.checkStorage(),
      this.checkMail(),
    ]);
    const down = checks.filter(({ status }) => status === 'down').map(({ name }) => name);
    const isNeeded = down.some((name) => name !== 'mail' && name !== 'storage');
    return { status: isNeeded ? 'unavailable' : down.length > 0 ? 'degraded' : 'ready', checks };
  }

  private async checkStorage(): Promise<HealthCheck> {
    const { kind, working, latencyMs } = await this.storage.standing();
    const name = kind === 'cloudinary' ? 'Cloudinary' : 'the folder of files';
    return {
      name: 'storage',
      status: working ? 'up' : 'down',
      latencyMs: latencyMs === null ? null : Math.round(latencyMs * 10) / 10,
      message: working ? null : `${name} does not answer`,
    };
  }

  private async checkRedis(): Promise<HealthCheck> {
    const { redis } = this;
    if (redis === null) return { name: 'redis', status: 'not_configured', latencyMs: null, message: null };
    return await check('redis', async () => {
      const start = performance.now();
      await redis.ping();
      return performance.now() - start;
    });
  }

  private async checkMail(): Promise<HealthCheck> {
    const idle = { name: 'mail', latencyMs: null } as const;
    try {
      const refused = await this.emails.countRefused();
      if (refused === null) return { ...idle, status: 'not_configured', message: null };
      if (refused === 0) return { ...idle, status: 'up', message: null };
      return { ...idle, status: 'down', message: `Mails wait (${String(refused)}): the mail server did not take them` };
    } catch {
      return { ...idle, status: 'down', message: 'does not answer' };
    }
  }

  private async checkDisk(): Promise<number> {
    const start = performance.now();
    const { bavail, bsize } = await statfs(this.config.production ? '/' : this.config.dataDir);
    const free = bavail * bsize;
    if (free < MINIMUM_FREE_BYTES) throw new Error(`only ${String(Math.floor(free / 1024 / 1024))} MB are free`);
    return performance.now() - start;
  }
}

async function check(name: HealthCheck['name'], measure: () => Promise<number>): Promise<HealthCheck> {
  try {
    return { name, status: 'up', latencyMs: Math.round((await measure()) * 10) / 10, message: null };
  } catch (error) {
    // what a driver says may name hosts and users, so only our own words about the disk go out
    const message = name === 'disk' && error instanceof Error ? error.message : 'does not answer';
    return { name, status: 'down', latencyMs: null, message };
  }
}
