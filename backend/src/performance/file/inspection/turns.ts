import { AppError } from '../../../common/response/app-error.js';

/** Work that may only be done a few times at once in a process; some more may wait, the rest is told to come again. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** At most `atOnce` run, and at most `queue` wait. */
  constructor(
    private readonly atOnce: number,
    private readonly queue: number,
  ) {}

  /** @throws AppError SERVICE_UNAVAILABLE where too many wait, and what the work throws */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < this.atOnce) this.running += 1;
    else await this.wait();
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }

  // who waited takes the place over of who ends
  private async wait(): Promise<void> {
    if (this.waiting.length >= this.queue) {
      throw new AppError(
        'SERVICE_UNAVAILABLE',
        'Too many files are being looked at in this moment. Try again in a minute.',
        {
          severity: 'warn',
        },
      );
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
