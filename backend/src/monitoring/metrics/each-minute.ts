import type { Logger } from '@nestjs/common';
import { MINUTE_MS } from './minutes.js';

/** By then every process has stored what it began in a minute, or given it up. */
export const GRACE_MS = 5_000;

/** Runs work again and again, shortly after each minute has been closed, until it is told to stop. Failures are logged. */
export class EachMinute {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private ended = false;

  /**
   * @param now milliseconds since the epoch
   * @param afterMs how long after a minute was closed
   */
  constructor(
    private readonly logger: Logger,
    private readonly now: () => number,
    private readonly afterMs: number,
    private readonly work: () => Promise<void>,
  ) {}

  /** True from the moment on at which it was told to stop: long work is to end early then. */
  get stopped(): boolean {
    return this.ended;
  }

  /** Begins, for the first time after `delayMs`. */
  start(delayMs: number): void {
    if (this.ended) return;
    this.timer = setTimeout(() => {
      this.running = this.runOnce();
    }, delayMs).unref();
  }

  /** Resolves when what is under way has ended. */
  async stop(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async runOnce(): Promise<void> {
    try {
      await this.work();
    } catch (error) {
      this.logger.debug({ err: error }, 'attempts could not be added up; the next run will');
    }
    this.start(MINUTE_MS - ((this.now() - GRACE_MS) % MINUTE_MS) + this.afterMs);
  }
}
