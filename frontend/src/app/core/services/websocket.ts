import { Service, signal, type Signal } from '@angular/core';
import type { SecurityMetrics } from '@classy-book/contracts/metrics';
import type { StreamEvents } from '@classy-book/contracts/realtime';

export type RealtimeState = 'idle' | 'connecting' | 'live' | 'paused' | 'reconnecting' | 'refused';

@Service()
export class WebsocketService {
  readonly state: Signal<RealtimeState> = signal<RealtimeState>('idle').asReadonly();
  readonly eventsPerSecond: Signal<number> = signal(0).asReadonly();
  readonly delayMs: Signal<number | null> = signal<number | null>(null).asReadonly();
  readonly caughtUp: Signal<number | null> = signal<number | null>(null).asReadonly();
  readonly paused: Signal<boolean> = signal(false).asReadonly();
  readonly metrics: Signal<SecurityMetrics | null> = signal<SecurityMetrics | null>(null).asReadonly();

  togglePaused(): void {}
  on<S extends keyof StreamEvents>(_event: S, _handler: (events: readonly StreamEvents[S][]) => void): () => void {
    return () => undefined;
  }
  joinMonitoring(): void {}
  leaveMonitoring(): void {}
}
