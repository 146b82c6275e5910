/** The least time between two frames to one socket: ten a second. */
export const FRAME_GAP_MS = 100;

/**
 * Paces frames: the first one after a quiet time goes out at once, then one every 100 ms at most, as long as there is
 * something to send.
 */
export class FramePacer {
  private lastSentAt = -Infinity;
  private timer: NodeJS.Timeout | undefined;

  /** @param sendOne sends one frame, if there is anything to send; answers whether it did */
  constructor(private readonly sendOne: () => boolean) {}

  /** Says that there is something to send. */
  wake(): void {
    if (this.timer === undefined) this.turn();
  }

  /** Ends the pacing; nothing is sent any more. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private turn(): void {
    this.timer = undefined;
    const wait = this.lastSentAt + FRAME_GAP_MS - performance.now();
    // timers may fire a little early
    if (wait > 0) this.arm(wait);
    else if (this.sendOne()) {
      this.lastSentAt = performance.now();
      this.arm(FRAME_GAP_MS);
    }
  }

  private arm(delayMs: number): void {
    this.timer = setTimeout(() => {
      this.turn();
    }, Math.ceil(delayMs));
  }
}
