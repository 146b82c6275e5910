import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';

/** More than these do not wait; there are rate limits in front. */
const MAX_RUNNING = 500;

/**
 * Work that goes on after its request was answered, so that the time of the answer does not tell what there was to do:
 * whether an account exists, for example. It may be lost when the process dies; whoever asked asks again.
 */
@Injectable()
export class BackgroundWork implements BeforeApplicationShutdown {
  private readonly logger = new Logger(BackgroundWork.name);
  private readonly running = new Set<Promise<void>>();

  /** @param what says in the log what failed */
  run(what: string, work: () => Promise<void>): void {
    if (this.running.size >= MAX_RUNNING) {
      this.logger.warn({ what }, 'too much is going on; something that nobody waits for was dropped');
      return;
    }
    const task = this.attempt(what, work).finally(() => this.running.delete(task));
    this.running.add(task);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.running);
  }

  private async attempt(what: string, work: () => Promise<void>): Promise<void> {
    // the answer goes first
    await new Promise((resolve) => setImmediate(resolve));
    try {
      await work();
    } catch (error) {
      this.logger.error({ err: error, what }, 'something that was to be done after an answer failed');
    }
  }
}
