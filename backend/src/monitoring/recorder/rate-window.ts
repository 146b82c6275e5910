const SLOT_MS = 250;
const SLOTS = 20;

/** Counts per second over the last five seconds, in twenty slots: its size is fixed. */
export class RateWindow {
  private readonly counts = new Float64Array(SLOTS);
  private newest = 0;

  /** @param now milliseconds of a clock that never goes back */
  add(count: number, now: number): void {
    this.advance(now);
    const place = this.newest % SLOTS;
    this.counts[place] = (this.counts[place] ?? 0) + count;
  }

  perSecond(now: number): number {
    this.advance(now);
    return this.counts.reduce((sum, count) => sum + count, 0) / ((SLOTS * SLOT_MS) / 1000);
  }

  private advance(now: number): void {
    const slot = Math.floor(now / SLOT_MS);
    for (let next = Math.max(this.newest + 1, slot - SLOTS + 1); next <= slot; next += 1) this.counts[next % SLOTS] = 0;
    this.newest = Math.max(this.newest, slot);
  }
}
