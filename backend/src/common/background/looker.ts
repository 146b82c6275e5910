import { type BeforeApplicationShutdown, Logger, type OnApplicationBootstrap } from '@nestjs/common';

/**
 * A service that looks for work again and again, from the start to the shutdown, and whenever somebody says that there
 * is some; never twice at the same time. What fails is logged, and looked at again later: the work itself says, in the
 * database, what is still to be done.
 */
export abstract class Looker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  protected readonly logger = new Logger(this.constructor.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private wanted = false;
  private ended = false;

  /**
   * @param everyMs how long it waits between two looks that nobody asked for
   * @param failing what the log says where a look failed
   */
  protected constructor(
    private readonly everyMs: number,
    private readonly failing: string,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.wake();
    }, this.everyMs).unref();
  }

  /** Resolves when what is under way has ended. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ended = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Says that there may be something to do: it looks at once, or once more where it looks already. */
  wake(): void {
    if (this.ended) return;
    this.wanted = true;
    this.running ??= this.run();
  }

  /** One look: does what is to be done now. */
  protected abstract look(): Promise<unknown>;

  /** True from the moment on at which it was told to stop: long work is to end early then. */
  protected get stopped(): boolean {
    return this.ended;
  }

  /**
   * Does one thing after the other, until there is none, `most` are done, or it is told to stop.
   * @param next does the next one; false where there is none
   */
  protected async workOff(next: () => Promise<boolean>, most = Infinity): Promise<void> {
    for (let done = 0; done < most && !this.stopped && (await next()); done += 1);
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
