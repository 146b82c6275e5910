import { signal } from '@angular/core';

const SHOWN_MS = 20_000;

/** How many events the last reconnection brought; null again after a while or when dismissed. */
export class CaughtUp {
  private readonly shown = signal<number | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  readonly count = this.shown.asReadonly();

  show(count: number): void {
    this.dismiss();
    this.shown.set(count);
    this.timer = setTimeout(() => {
      this.shown.set(null);
    }, SHOWN_MS);
  }

  dismiss(): void {
    clearTimeout(this.timer);
    this.shown.set(null);
  }
}
