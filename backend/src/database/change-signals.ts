import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Redis } from 'ioredis';
import type { Connection, mongo } from 'mongoose';
import { APP_CONFIG, type AppConfig } from '../config/app-config.js';

interface SignalDocument {
  _id: string;
  version: number;
}

type Handler = () => Promise<void>;

const POLL_MS = 1_000;
const CHANNEL = 'classy:changes';

/**
 * Tells every process, and the command line, that something kept in memory has changed in the database. Each topic has a
 * version in the database that is raised with every change and looked at once a second, which needs nothing else; with
 * Redis the others hear of it at once. A change made in this process is not reported back to it.
 */
@Injectable()
export class ChangeSignals implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(ChangeSignals.name);
  private readonly handlers = new Map<string, Handler[]>();
  private readonly seen = new Map<string, number>();
  private readonly self = randomUUID();
  private timer: NodeJS.Timeout | undefined;
  private polling = false;
  private publisher: Redis | null = null;
  private subscriber: Redis | null = null;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    const { redisUrl } = this.config;
    if (redisUrl === null) return;
    this.publisher = this.connect(redisUrl);
    this.subscriber = this.connect(redisUrl);
    this.subscriber.on('message', (_channel, message) => {
      const [from = '', topic = ''] = message.split(' ');
      if (from !== this.self) void this.tell(topic);
    });
    // after an outage the library subscribes again by itself
    this.subscriber.subscribe(CHANNEL).catch(() => undefined);
  }

  /** Runs `handler` whenever `topic` was raised by another process. */
  watch(topic: string, handler: Handler): void {
    this.handlers.set(topic, [...(this.handlers.get(topic) ?? []), handler]);
    this.timer ??= setInterval(() => void this.poll(), POLL_MS).unref();
  }

  /** Says that what belongs to `topic` has changed. */
  async raise(topic: string): Promise<void> {
    const signal = await this.collection.findOneAndUpdate(
      { _id: topic },
      { $inc: { version: 1 } },
      { upsert: true, returnDocument: 'after' },
    );
    const version = signal?.version ?? 0;
    // nobody else has raised it since the last look, so that look need not be repeated for our own change
    if (this.seen.get(topic) === version - 1) this.seen.set(topic, version);
    this.publisher?.publish(CHANNEL, `${this.self} ${topic}`).catch((error: unknown) => {
      this.logger.debug({ err: error }, 'Redis is away: the others will see the change in the database');
    });
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    this.publisher?.disconnect();
    this.subscriber?.disconnect();
  }

  private async poll(): Promise<void> {
    if (this.polling) return;
    this.polling = true;
    try {
      for (const { _id: topic, version } of await this.collection.find().toArray()) {
        if (this.seen.get(topic) === version) continue;
        this.seen.set(topic, version);
        await this.tell(topic);
      }
    } catch (error) {
      // the database is away: the next look will tell
      this.logger.debug({ err: error }, 'could not look for changes');
    } finally {
      this.polling = false;
    }
  }

  private async tell(topic: string): Promise<void> {
    for (const handler of this.handlers.get(topic) ?? []) {
      try {
        await handler();
      } catch (error) {
        this.logger.warn({ err: error, topic }, 'could not take a change over; trying again');
        this.seen.delete(topic);
      }
    }
  }

  private connect(url: string): Redis {
    const redis = new Redis(url, { maxRetriesPerRequest: 1 });
    redis.on('error', (error: Error) => {
      this.logger.debug({ err: error }, 'Redis is away');
    });
    return redis;
  }

  private get collection(): mongo.Collection<SignalDocument> {
    return this.connection.collection('change_signals') as unknown as mongo.Collection<SignalDocument>;
  }
}
