import type { Logger } from '@nestjs/common';

/**
 * Looks for work again and again, and whenever somebody says that there is some; never twice at the same time. What fails is
 * logged, and looked at again later: the work itself says, in the database, what is still to be done.
 */
export class Looker {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private wanted = false;
  private ended = false;

  /**
   * @param everyMs how long it waits between two looks that nobody asked for
   * @param failing what the log says where a look failed
   */
  constructor(
    private readonly everyMs: number,
    private readonly logger: Logger,
    private readonly failing: string,
    private readonly look: () => Promise<unknown>,
  ) {}

  /** True from the moment on at which it was told to stop: long work is to end early then. */
  get stopped(): boolean {
    return this.ended;
  }

  start(): void {
    this.timer = setInterval(() => {
      this.wake();
    }, this.everyMs).unref();
  }

  /** Says that there may be something to do: it looks at once, or once more where it looks already. */
  wake(): void {
    if (this.ended) return;
    this.wanted = true;
    this.running ??= this.run();
  }

  /** Resolves when what is under way has ended. */
  async stop(): Promise<void> {
    this.ended = true;
    clearInterval(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      while (this.wanted && !this.ended) {
        this.wanted = false;
        await this.look();
      }
    } catch (error) {
      this.logger.warn({ err: error }, this.failing);
    } finally {
      this.running = null;
    }
  }
}
