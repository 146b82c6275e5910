import { Service, computed, inject, signal } from '@angular/core';
import { toApiFailure } from '../../../core/services/api';
import { WebsocketService } from '../../../core/services/websocket';
import { DeskClient } from '../../../shared/desk/desk-client';

/** The figures of the last 24 hours: fetched once, then pushed by the server. */
@Service({ autoProvided: false })
export class FiguresStore {
  private readonly socket = inject(WebsocketService);
  private readonly asked = signal(0);
  private readonly fetched = inject(DeskClient).metrics(this.asked);

  readonly metrics = computed(() => this.socket.metrics() ?? (this.fetched.hasValue() ? this.fetched.value() : null));
  readonly failure = computed(() => {
    const error = this.fetched.error();
    return error === undefined || this.metrics() !== null ? null : toApiFailure(error);
  });
  /** True where nobody has tried anything yet that the rules would count. */
  readonly quiet = computed(() => {
    const metrics = this.metrics();
    return metrics !== null && metrics.failedAttempts.value === 0 && metrics.blockedAttempts.value === 0;
  });

  reload(): void {
    this.asked.update((count) => count + 1);
  }
}
