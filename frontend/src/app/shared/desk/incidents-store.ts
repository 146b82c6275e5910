import { Service, effect, inject, signal } from '@angular/core';
import type { IncidentEvent } from '@classy-book/contracts/realtime';
import { AuthService } from '../../core/services/auth';
import { WebsocketService } from '../../core/services/websocket';

/** What the reader can take in; the audit log has all of them. */
const MOST = 20;

/** What looks like an attack that succeeded, as it comes in while the desk is open. */
@Service()
export class IncidentsStore {
  private readonly auth = inject(AuthService);
  private readonly socket = inject(WebsocketService);
  private readonly known = signal<readonly IncidentEvent[]>([]);

  /** Newest first. */
  readonly incidents = this.known.asReadonly();

  constructor() {
    this.socket.on('monitoring:incident', (events) => {
      this.known.update((known) => [...events.toReversed(), ...known].slice(0, MOST));
    });
    effect(() => {
      // Whoever signs in next on this device has not seen them.
      if (!this.auth.signedIn()) this.known.set([]);
    });
  }
}
