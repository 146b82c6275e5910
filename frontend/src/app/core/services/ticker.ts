import { DOCUMENT, DestroyRef, Service, inject, signal } from '@angular/core';

/**
 * One beat a second for everything that counts time down, so that a page has one timer and not one per row. It beats at
 * once when a hidden page is looked at again: browsers slow timers down there.
 */
@Service()
export class Ticker {
  private readonly count = signal(0);

  /** Changes every second; read it in a `computed` or an effect that depends on the time. */
  readonly beat = this.count.asReadonly();

  constructor() {
    const document = inject(DOCUMENT);
    const tick = (): void => {
      this.count.update((count) => count + 1);
    };
    const timer = setInterval(tick, 1_000);
    document.addEventListener('visibilitychange', tick);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    });
  }
}
