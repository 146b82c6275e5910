import { Injectable, Logger } from '@nestjs/common';
import type { DomainEventName, DomainEvents } from './domain-events.js';

type Handler<N extends DomainEventName> = (event: DomainEvents[N]) => unknown;
type Registry = { [N in DomainEventName]?: Handler<N>[] };

/**
 * The typed domain events of this process. A recorder stores what happened and is waited for; an observer reacts to it
 * and cannot hold up or fail the one who published.
 */
@Injectable()
export class EventBus {
  private readonly logger = new Logger(EventBus.name);
  private readonly recorders: Registry = {};
  private readonly observers: Registry = {};

  /** Registers a handler that `publish` waits for; its failure is the publisher's failure. */
  record<N extends DomainEventName>(name: N, handler: (event: DomainEvents[N]) => Promise<void>): void {
    add(this.recorders, name, handler);
  }

  /** Registers a handler that runs after the recorders; its failure is logged. */
  observe<N extends DomainEventName>(name: N, handler: Handler<N>): void {
    add(this.observers, name, handler);
  }

  /**
   * Tells everybody. Resolves after every recorder has stored its record, so what is answered afterwards is on disk.
   * Observers start before that answer and are not waited for.
   * @throws what a recorder throws, after all of them have ended; observers do not run then
   */
  async publish<N extends DomainEventName>(name: N, event: DomainEvents[N]): Promise<void> {
    const recorders = this.recorders[name] ?? [];
    if (recorders.length > 0) {
      const results = await Promise.allSettled(recorders.map(async (recorder) => await recorder(event)));
      const failure = results.find((result) => result.status === 'rejected');
      if (failure !== undefined) throw failure.reason;
    }
    for (const observer of this.observers[name] ?? []) this.notify(name, observer, event);
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

function add<N extends DomainEventName>(registry: Registry, name: N, handler: Handler<N>): void {
  const handlers = registry[name] ?? [];
  handlers.push(handler);
  (registry as Record<N, Handler<N>[]>)[name] = handlers;
}
