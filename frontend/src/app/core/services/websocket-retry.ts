const DELAYS_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;

/** When to try again: later each time, until something worked. */
export class RetryTimer {
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** True where nothing has failed since the last success. */
  get fresh(): boolean {
    return this.failures === 0;
  }

  /** Tries later; a try that was planned before is given up. */
  later(attempt: () => void): void {
    const delay = DELAYS_MS[Math.min(this.failures, DELAYS_MS.length - 1)] ?? 30_000;
    this.failures += 1;
    clearTimeout(this.timer);
    // Half of the time is drawn by lot, so that consoles do not all come back in the same moment.
    this.timer = setTimeout(attempt, delay * (0.5 + Math.random() / 2));
  }

  failed(): void {
    this.failures += 1;
  }

  succeeded(): void {
    this.failures = 0;
  }

  /** Begins anew; what was planned is given up. */
  clear(): void {
    clearTimeout(this.timer);
    this.failures = 0;
  }
}
