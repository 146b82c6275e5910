import { Injectable, Logger } from '@nestjs/common';
import type { DomainEventName, DomainEvents } from './domain-events.js';

type Handler<N extends DomainEventName> = (event: DomainEvents[N]) => unknown;

/** Handlers by the name of their event; the methods of the bus keep names and payloads together. */
class Registry {
  private readonly handlers = new Map<DomainEventName, unknown[]>();

  add<N extends DomainEventName>(name: N, handler: Handler<N>): void {
    this.handlers.set(name, [...this.get(name), handler]);
  }

  names(): DomainEventName[] {
    return [...this.handlers.keys()];
  }

  get<N extends DomainEventName>(name: N): Handler<N>[] {
    return (this.handlers.get(name) ?? []) as Handler<N>[];
  }
}

/**
 * The typed domain events of this process. A recorder stores what happened and is waited for; an observer reacts to it
 * and cannot hold up or fail the one who published.
 */
@Injectable()
export class EventBus {
  private readonly logger = new Logger(EventBus.name);
  private readonly recorders = new Registry();
  private readonly observers = new Registry();

  /** Registers a handler that `publish` waits for; its failure is the publisher's failure. */
  record<N extends DomainEventName>(name: N, handler: (event: DomainEvents[N]) => Promise<void>): void {
    this.recorders.add(name, handler);
  }

  /** Registers a handler that runs after the recorders; its failure is logged. */
  observe<N extends DomainEventName>(name: N, handler: Handler<N>): void {
    this.observers.add(name, handler);
  }

  /** The events that somebody records. */
  recordedNames(): DomainEventName[] {
    return this.recorders.names();
  }

  /**
   * Tells everybody. Resolves after every recorder has stored its record, so what is answered afterwards is on disk.
   * Observers start before that answer and are not waited for.
   * @throws what a recorder throws, after all of them have ended; observers do not run then
   */
  async publish<N extends DomainEventName>(name: N, event: DomainEvents[N]): Promise<void> {
    const recorders = this.recorders.get(name);
    if (recorders.length > 0) {
      const results = await Promise.allSettled(recorders.map(async (recorder) => await recorder(event)));
      const failure = results.find((result) => result.status === 'rejected');
      if (failure !== undefined) throw failure.reason;
    }
    for (const observer of this.observers.get(name)) this.notify(name, observer, event);
  }

  private notify<N extends DomainEventName>(name: N, observer: Handler<N>, event: DomainEvents[N]): void {
    const failed = (error: unknown): void => {
      this.logger.error({ err: error, event: name }, 'an observer of a domain event failed');
    };
    try {
      Promise.resolve(observer(event)).catch(failed);
    } catch (error) {
      failed(error);
    }
  }
}
