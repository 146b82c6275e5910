import { DestroyRef, Service, inject, signal } from '@angular/core';
import type { Readiness } from '@classy-book/contracts/health';
import { OverviewClient } from './overview-client';

const EVERY_MS = 15_000;

/** How the parts of the system are, asked for again every fifteen seconds. */
@Service({ autoProvided: false })
export class ReadinessStore {
  private readonly client = inject(OverviewClient);
  private readonly answer = signal<Readiness | null>(null);
  private readonly unanswered = signal(false);
  private readonly askedAt = signal<string | null>(null);
  private stopped = false;

  readonly checks = this.answer.asReadonly();
  /** True while the server does not answer at all. */
  readonly unreachable = this.unanswered.asReadonly();
  /** ISO 8601 by this computer's clock; null before the first answer. */
  readonly checkedAt = this.askedAt.asReadonly();

  constructor() {
    const timer = setInterval(() => void this.ask(), EVERY_MS);
    inject(DestroyRef).onDestroy(() => {
      this.stopped = true;
      clearInterval(timer);
    });
    void this.ask();
  }

  private async ask(): Promise<void> {
    try {
      const readiness = await this.client.readiness();
      if (this.stopped) return;
      this.answer.set(readiness);
      this.unanswered.set(false);
    } catch {
      this.unanswered.set(true);
    }
    this.askedAt.set(new Date().toISOString());
  }
}
