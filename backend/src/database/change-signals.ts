import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, mongo } from 'mongoose';

interface SignalDocument {
  _id: string;
  version: number;
}

type Handler = () => Promise<void>;

const POLL_MS = 1_000;

/**
 * Tells every process, and the command line, that something kept in memory has changed in the database: each topic has a
 * version that is raised with every change and looked at once a second. It is the fall-back that needs nothing but the
 * database; a change made in this process takes effect here at once, without it.
 */
@Injectable()
export class ChangeSignals implements OnApplicationShutdown {
  private readonly logger = new Logger(ChangeSignals.name);
  private readonly handlers = new Map<string, Handler[]>();
  private readonly seen = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private polling = false;

  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** Runs `handler` whenever the version of `topic` was raised elsewhere. */
  watch(topic: string, handler: Handler): void {
    this.handlers.set(topic, [...(this.handlers.get(topic) ?? []), handler]);
    this.timer ??= setInterval(() => void this.poll(), POLL_MS).unref();
  }

  /** Says that what belongs to `topic` has changed. */
  async raise(topic: string): Promise<void> {
    await this.collection.updateOne({ _id: topic }, { $inc: { version: 1 } }, { upsert: true });
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async poll(): Promise<void> {
    if (this.polling) return;
    this.polling = true;
    try {
      for (const { _id: topic, version } of await this.collection.find().toArray()) {
        if (this.seen.get(topic) === version) continue;
        for (const handler of this.handlers.get(topic) ?? []) await handler();
        this.seen.set(topic, version);
      }
    } catch (error) {
      // the database is away: the next look will tell
      this.logger.debug({ err: error }, 'could not look for changes');
    } finally {
      this.polling = false;
    }
  }

  private get collection(): mongo.Collection<SignalDocument> {
    return this.connection.collection('change_signals') as unknown as mongo.Collection<SignalDocument>;
  }
}
