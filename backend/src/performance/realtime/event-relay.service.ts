import { randomUUID } from 'node:crypto';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { replayedStreams, replayedStreamSchema, streamEventSchemas } from '@classy-book/contracts/realtime';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { Clock } from '../../common/clock/clock.js';
import type { RecordedEvent } from '../../common/events/domain-events.js';
import { EventBus } from '../../common/events/event-bus.js';
import { idFloor } from '../../common/ids/time-ordered-ids.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { ChangeSignals } from '../../database/change-signals.js';
import { ReplayService } from '../../monitoring/replay/replay.service.js';
import { DeskService } from './desk.service.js';
import { LOOK_MS, LookBack } from './look-back.js';
import { RecentIds } from './recent-ids.js';

const CHANNEL = 'classy-book:monitoring.recorded';
const MAX_MESSAGE = 4_000_000;
/** The topic under which a process without consoles, such as the command line, says that it recorded something. */
const SIGNAL = 'monitoring';
const LOOK_BACK_MS = 10_000;
// more than any look into the log brings, so that nothing is taken for new because it was forgotten
const REMEMBERED = 20_000;

const messageSchema = z.object({
  from: z.string(),
  events: z.array(z.object({ stream: replayedStreamSchema, event: z.unknown() })),
});

/**
 * Brings what was recorded to the consoles: of this process at once, and with Redis to those of all other processes. Each
 * process's events arrive in the order of their ids; those of several processes arrive mixed, so an event can come after
 * one of another process with a greater id. What Redis did not bring, because it or the process that recorded it went
 * away, is found in the log a few seconds later. What the command line did is read from the database within a second or
 * two.
 */
@Injectable()
export class EventRelayService implements OnModuleInit, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger(EventRelayService.name);
  private readonly processId = randomUUID();
  private readonly known = new RecentIds(REMEMBERED);
  private serving = false;
  private publisher: Redis | null = null;
  private subscriber: Redis | null = null;
  private signalled: Promise<void> = Promise.resolve();
  private lookBack: LookBack | null = null;
  private looking: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly bus: EventBus,
    private readonly desk: DeskService,
    private readonly replay: ReplayService,
    private readonly signals: ChangeSignals,
    private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.bus.observe('monitoring.recorded', (events) => {
      if (!this.serving) {
        this.signalled = this.signal();
        return;
      }
      this.accept(events);
      this.passOn(events);
    });
  }

  /** Begins to serve consoles: only a process that has some needs the events of others. */
  start(): void {
    this.serving = true;
    this.signals.watch(SIGNAL, async () => {
      await this.readOthers();
    });
    if (this.config.redisUrl === null) return;
    this.publisher = this.connect(this.config.redisUrl);
    this.subscriber = this.connect(this.config.redisUrl);
    this.subscriber.on('message', (_channel: string, text: string) => {
      this.receive(text);
    });
    this.lookBack = new LookBack(this.replay.fence());
    this.timer = setInterval(() => {
      this.look();
    }, LOOK_MS).unref();
    // what was recorded while Redis was away
    this.subscriber.on('ready', () => {
      this.look();
    });
    this.subscriber.subscribe(CHANNEL).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'the events of other processes will not be seen until Redis is there');
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
    await this.signalled;
  }

  onApplicationShutdown(): void {
    this.publisher?.disconnect();
    this.subscriber?.disconnect();
  }

  // the same may come on two ways: by a message and from the log
  private accept(events: readonly RecordedEvent[]): void {
    const fresh = events.filter(({ event }) => this.known.firstTime(event.id));
    if (fresh.length > 0) this.desk.accept(fresh);
  }

  private look(): void {
    this.looking ??= this.lookIntoLog().finally(() => {
      this.looking = null;
    });
  }

  private async lookIntoLog(): Promise<void> {
    if (!this.desk.watched) {
      this.lookBack?.forget();
      return;
    }
    const piece = this.lookBack?.next(this.replay.fence(), this.clock.now().getTime());
    if (piece === null || piece === undefined) return;
    try {
      const { events, truncated } = await this.replay.readUnknown(piece.after, piece.upTo, (id) => this.known.has(id));
      this.accept(events);
      this.lookBack?.done(piece);
      if (truncated) this.desk.tellOfGap(events.length);
      if (events.length > 0) this.logger.debug({ events: events.length }, 'found events that nobody had told of');
    } catch (error) {
      this.logger.debug({ err: error }, 'the log could not be looked at; the next look will tell');
    }
  }

  private async signal(): Promise<void> {
    try {
      await this.signals.raise(SIGNAL);
    } catch (error) {
      this.logger.debug({ err: error }, 'the consoles were not told; their lists will show it');
    }
  }

  private async readOthers(): Promise<void> {
    const after = idFloor(this.clock.now().getTime() - LOOK_BACK_MS);
    const upTo = this.replay.fence();
    for (const stream of replayedStreams) {
      if (stream === 'monitoring:login-attempt') continue;
      for await (const page of this.replay.read({ stream, after, upTo })) this.accept(page);
    }
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
      this.accept(message.data.events.flatMap(({ stream, event }) => readEvent(stream, event)));
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
