import type { Touch } from './sighting.js';

/** The newest touches of one thing, oldest first: at most `limit`, none older than `spanMs`. */
export class TouchWindow {
  private touches: Touch[] = [];

  constructor(
    private readonly limit: number,
    private readonly spanMs: number,
  ) {}

  add(touch: Touch): void {
    this.touches.push(touch);
    const oldest = touch.at - this.spanMs;
    const excess = this.touches.length - this.limit;
    let gone = Math.max(0, excess);
    while ((this.touches[gone]?.at ?? Infinity) <= oldest) gone += 1;
    if (gone > 0) this.touches.splice(0, gone);
  }

  /** How many events there were within `spanMs` before a moment, each touch by its weight. */
  countWithin(spanMs: number, at: number): number {
    let count = 0;
    for (let index = this.touches.length - 1; index >= 0; index -= 1) {
      const touch = this.touches[index];
      if (touch === undefined || touch.at <= at - spanMs) break;
      count += touch.weight;
    }
    return count;
  }

  /** Leaves out what `isGone` says yes to. */
  forget(isGone: (touch: Touch) => boolean): void {
    this.touches = this.touches.filter((touch) => !isGone(touch));
  }

  /** Everything that is in it, which it forgets. */
  take(): readonly Touch[] {
    const taken = this.touches;
    this.touches = [];
    return taken;
  }

  /** Everything that is in it. */
  get all(): readonly Touch[] {
    return this.touches;
  }
}
