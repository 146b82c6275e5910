import { AppError } from '../../common/response/app-error.js';

const MOST_WAITING = 5_000;

/**
 * A line in front of work that many ask for in the same moment: so much at once, the others one after the other. A rush then
 * takes longer, where it would otherwise fail for want of connections to the database.
 */
export class StartLine {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly atOnce: number) {}

  /** @throws AppError SERVICE_UNAVAILABLE where thousands wait already, and what the work throws */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.waiting.length >= MOST_WAITING) {
      throw new AppError('SERVICE_UNAVAILABLE', 'Very many are starting in this moment. Try again in some seconds.');
    }
    if (this.running < this.atOnce) this.running += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      // whoever is next takes the place
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}
