import { notRecorded } from './recorder.errors.js';

interface Waiting<T> {
  readonly item: T;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
  given: boolean;
}

/** Items that were taken out of the queue together, to be settled together. */
export interface Batch<T> {
  readonly items: readonly T[];
  succeed(): void;
  fail(error: unknown): void;
}

/**
 * What waits to be written. Whoever put something in waits for it, but never longer than the deadline: then it is taken
 * out unwritten, or, where its write is under way, nobody can say yet.
 */
export class PendingQueue<T> {
  private waiting: Waiting<T>[] = [];

  /**
   * @param capacity how much may wait
   * @param deadlineMs how long an item may wait, written or not
   */
  constructor(
    private readonly capacity: number,
    private readonly deadlineMs: number,
  ) {}

  get size(): number {
    return this.waiting.length;
  }

  /**
   * Puts an item at the end.
   * @returns resolves when its batch succeeded
   * @throws AppError SERVICE_UNAVAILABLE when too much waits, or after the deadline; else what the batch failed with
   */
  async add(item: T): Promise<void> {
    if (this.waiting.length >= this.capacity) throw notRecorded();
    await new Promise<void>((resolve, reject) => {
      const entry: Waiting<T> = {
        item,
        resolve,
        reject,
        given: false,
        timer: setTimeout(() => {
          this.expire(entry);
        }, this.deadlineMs),
      };
      this.waiting.push(entry);
    });
  }

  /** Takes the first items out, at most `limit`. */
  take(limit: number): Batch<T> {
    const taken = this.waiting.splice(0, limit);
    for (const entry of taken) entry.given = true;
    return {
      items: taken.map(({ item }) => item),
      succeed: () => {
        for (const { timer, resolve } of taken) {
          clearTimeout(timer);
          resolve();
        }
      },
      fail: (error) => {
        for (const { timer, reject } of taken) {
          clearTimeout(timer);
          reject(error);
        }
      },
    };
  }

  private expire(entry: Waiting<T>): void {
    if (!entry.given) this.waiting = this.waiting.filter((other) => other !== entry);
    entry.reject(notRecorded());
  }
}
