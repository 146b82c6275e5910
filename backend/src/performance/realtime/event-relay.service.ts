import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { replayedStreamSchema, streamEventSchemas } from '@classy-book/contracts/realtime';
import { Redis } from 'ioredis';
import { z } from 'zod';
import type { RecordedEvent } from '../../common/events/domain-events.js';
import { EventBus } from '../../common/events/event-bus.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { DeskService } from './desk.service.js';

const CHANNEL = 'classy-book:monitoring.recorded';
const MAX_MESSAGE = 4_000_000;

const messageSchema = z.object({
  from: z.string(),
  events: z.array(z.object({ stream: replayedStreamSchema, event: z.unknown() })),
});

/**
 * Brings what was recorded to the consoles: of this process at once, and with Redis to those of all other processes. Each
 * process's events arrive in the order of their ids; those of several processes arrive mixed, so an event can come after
 * one of another process with a greater id. While Redis is away, consoles see the events of their own process only.
 */
@Injectable()
export class EventRelayService implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(EventRelayService.name);
  private readonly processId = randomUUID();
  private publisher: Redis | null = null;
  private subscriber: Redis | null = null;

  constructor(
    private readonly bus: EventBus,
    private readonly desk: DeskService,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.bus.observe('monitoring.recorded', (events) => {
      this.desk.accept(events);
      this.passOn(events);
    });
  }

  /** Connects to Redis, where it is configured: only a process that has consoles needs the events of others. */
  start(): void {
    if (this.config.redisUrl === null) return;
    this.publisher = this.connect(this.config.redisUrl);
    this.subscriber = this.connect(this.config.redisUrl);
    this.subscriber.on('message', (_channel: string, text: string) => {
      this.receive(text);
    });
    this.subscriber.subscribe(CHANNEL).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'the events of other processes will not be seen until Redis is there');
    });
  }

  onApplicationShutdown(): void {
    this.publisher?.disconnect();
    this.subscriber?.disconnect();
  }

  private connect(url: string): Redis {
    const redis = new Redis(url, { maxRetriesPerRequest: null });
    redis.on('error', (error: Error) => {
      this.logger.debug({ err: error }, 'Redis is away');
    });
    return redis;
  }

  private passOn(events: readonly RecordedEvent[]): void {
    // nothing is queued for a Redis that is away: the queue would have no limit
    if (this.publisher?.status !== 'ready') return;
    this.publisher.publish(CHANNEL, JSON.stringify({ from: this.processId, events })).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'other processes were not told of recorded events');
    });
  }

  private receive(text: string): void {
    const message = text.length > MAX_MESSAGE ? null : messageSchema.safeParse(parseJson(text));
    if (message?.success !== true) {
      this.logger.warn('a message of another process is not as it should be');
    } else if (message.data.from !== this.processId) {
      this.desk.accept(message.data.events.flatMap(({ stream, event }) => readEvent(stream, event)));
    }
  }
}

function readEvent(stream: RecordedEvent['stream'], event: unknown): RecordedEvent[] {
  const parsed = streamEventSchemas[stream].safeParse(event);
  return parsed.success ? [{ stream, event: parsed.data } as RecordedEvent] : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
