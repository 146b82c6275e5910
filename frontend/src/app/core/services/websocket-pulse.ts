import { signal } from '@angular/core';
import type { Arrival } from './websocket-streams';
import { FrameClock, RateMeter } from './websocket-tracking';

/** How fast and how late the stream is, by the server's clock. */
export class StreamPulse {
  private readonly clock = new FrameClock();
  private readonly meter = new RateMeter();
  private readonly rateNow = signal(0);
  private readonly lastDelay = signal<number | null>(null);
  private ticker: ReturnType<typeof setInterval> | undefined;

  /** Attempts that arrived per second, over the last five seconds. */
  readonly rate = this.rateNow.asReadonly();
  /** How old the last live attempt was when it arrived, in milliseconds. */
  readonly delay = this.lastDelay.asReadonly();

  /** A stamp of the server that arrives now; where the question's time is known, half the round trip is added. */
  sample(serverTime: string, askedAt?: number): void {
    this.clock.sample(serverTime, Date.now(), askedAt);
  }

  arrived({ sentAt, liveAttempts }: Arrival): void {
    this.sample(sentAt);
    const now = Date.now();
    this.meter.add(liveAttempts.length, now);
    const newest = liveAttempts.at(-1);
    if (newest) this.lastDelay.set(this.clock.age(newest.timestamp, now));
  }

  /** Looks at the rate once a second until `stop`. */
  start(): void {
    clearInterval(this.ticker);
    this.ticker = setInterval(() => {
      this.rateNow.set(Math.round(this.meter.perSecond(Date.now()) * 10) / 10);
    }, 1_000);
  }

  serverNow(): number {
    return this.clock.now(Date.now());
  }

  stop(): void {
    clearInterval(this.ticker);
    this.rateNow.set(0);
    this.lastDelay.set(null);
  }
}
