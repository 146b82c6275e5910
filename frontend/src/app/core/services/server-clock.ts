import { Service, signal } from '@angular/core';

/** The `Date` header has whole seconds and an answer takes its time: smaller differences are noise. */
const NOISE_MS = 3_000;

/**
 * The server's time. Ends of locks and sessions are moments on the server's clock; on a device whose own clock is wrong
 * they would be counted down wrongly without this.
 */
@Service()
export class ServerClock {
  private readonly offset = signal(0);

  /** Milliseconds to add to the device's clock; 0 while the two agree. */
  readonly offsetMs = this.offset.asReadonly();

  /** Takes note of the `Date` header of an answer that has just come in. */
  observe(dateHeader: string | null): void {
    const server = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
    if (Number.isNaN(server)) return;
    const difference = server - Date.now();
    this.offset.set(Math.abs(difference) < NOISE_MS ? 0 : difference);
  }

  /** Milliseconds since 1970 on the server's clock. */
  now(): number {
    return Date.now() + this.offset();
  }

  /** Whole seconds until an ISO 8601 moment, rounded up; 0 once it has passed. */
  secondsUntil(moment: string): number {
    return Math.max(0, Math.ceil((Date.parse(moment) - this.now()) / 1_000));
  }
}
