import { Service, computed, inject } from '@angular/core';
import { Ticker } from '../../core/services/ticker';
import { WebsocketService } from '../../core/services/websocket';

/** The server's clock as a signal that moves every second: what "3 s ago" and countdowns are measured against. */
@Service()
export class DeskClock {
  private readonly socket = inject(WebsocketService);
  private readonly ticker = inject(Ticker);

  /** Milliseconds since the epoch. */
  readonly now = computed(() => {
    this.ticker.beat();
    return this.socket.serverNow();
  });
}
