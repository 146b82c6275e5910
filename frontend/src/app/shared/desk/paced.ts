/**
 * Hands on what is added in portions: at once after a quiet time, then at most every `gapMs` milliseconds, and at once
 * where `limit` wait, so that a page in the background, whose timers hardly run, keeps no heap of them.
 */
export class Paced<T> {
  private waiting: T[] = [];
  private handedOnAt = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly gapMs: number,
    private readonly limit: number,
    private readonly handOn: (items: readonly T[]) => void,
  ) {}

  add(items: readonly T[]): void {
    if (items.length === 0) return;
    for (const item of items) this.waiting.push(item);
    const wait = this.handedOnAt + this.gapMs - performance.now();
    if (wait <= 0 || this.waiting.length >= this.limit) this.flush();
    else
      this.timer ??= setTimeout(() => {
        this.flush();
      }, wait);
  }

  /** Hands on what waits, now. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length === 0) return;
    this.handedOnAt = performance.now();
    const items = this.waiting;
    this.waiting = [];
    this.handOn(items);
  }

  /** Forgets what waits. */
  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = [];
  }
}
