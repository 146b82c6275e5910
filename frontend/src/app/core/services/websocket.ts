import { DestroyRef, Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { ErrorCode } from '@classy-book/contracts/errors';
import type { SecurityMetrics } from '@classy-book/contracts/metrics';
import type { ReplayedStream, StreamEvents } from '@classy-book/contracts/realtime';
import { AuthService } from './auth';
import { plainFrames, readJoinAnswer, refusalOf } from './websocket-frames';
import { SOCKET_OPENER, type RealtimeSocket } from './websocket-socket';
import { EventStreams } from './websocket-streams';
import { FrameClock, RateMeter } from './websocket-tracking';

export type RealtimeState = 'idle' | 'connecting' | 'live' | 'paused' | 'reconnecting' | 'refused';

const JOIN_TIMEOUT_MS = 5_000;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;
const CAUGHT_UP_SHOWN_MS = 20_000;

/**
 * The live connection to the security desk, for whoever may read the monitoring. It is open while somebody has joined
 * and is signed in, renews its token when it is refused, and after a lost connection asks for what it missed.
 */
@Service()
export class WebsocketService {
  private readonly auth = inject(AuthService);
  private readonly openSocket = inject(SOCKET_OPENER);
  private readonly streams = new EventStreams();
  private readonly clock = new FrameClock();
  private readonly rate = new RateMeter();

  private readonly connection = signal<Exclude<RealtimeState, 'paused'>>('idle');
  private readonly pausedByHand = signal(false);
  private readonly rateNow = signal(0);
  private readonly lastDelay = signal<number | null>(null);
  private readonly caughtUpCount = signal<number | null>(null);
  private readonly heldBack = signal(0);
  private readonly gapCount = signal(0);
  private readonly withoutPermission = signal(false);
  private readonly latestMetrics = signal<SecurityMetrics | null>(null);
  private readonly joiners = signal(0);
  private readonly wantedBy = computed(() =>
    this.joiners() > 0 && this.auth.has('monitoring:read') ? (this.auth.user()?.id ?? null) : null,
  );

  private socket: RealtimeSocket | null = null;
  private failures = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private caughtUpTimer: ReturnType<typeof setTimeout> | undefined;
  private ticker: ReturnType<typeof setInterval> | undefined;
  /** Grows with every opening and closing, so that an answer to an older one is told apart. */
  private run = 0;

  /** `refused` means that the server will not let this person watch; it is not tried again. */
  readonly state = computed<RealtimeState>(() =>
    this.connection() === 'live' && this.pausedByHand() ? 'paused' : this.connection(),
  );
  /** Attempts that arrived per second, over the last five seconds. */
  readonly eventsPerSecond = this.rateNow.asReadonly();
  /** How old the last live attempt was when it arrived, in milliseconds by the server's clock. */
  readonly delayMs = this.lastDelay.asReadonly();
  /** How many events the last reconnection brought; null again after a while or when dismissed. */
  readonly caughtUp = this.caughtUpCount.asReadonly();
  /** Events that the server holds back because this console cannot keep up. */
  readonly behind = this.heldBack.asReadonly();
  /** Grows when something may have been missed that is not replayed: lists should be loaded again. */
  readonly gaps = this.gapCount.asReadonly();
  /** True once the permission to watch was taken away while watching. */
  readonly permissionLost = this.withoutPermission.asReadonly();
  readonly paused = this.pausedByHand.asReadonly();
  readonly metrics = this.latestMetrics.asReadonly();

  constructor() {
    effect(() => {
      const user = this.wantedBy();
      untracked(() => {
        this.close();
        if (user !== null) void this.open();
      });
    });
    inject(DestroyRef).onDestroy(() => {
      this.close();
    });
  }

  /** Wants the live events. Each call is undone by one `leaveMonitoring`. */
  joinMonitoring(): void {
    this.joiners.update((count) => count + 1);
  }

  leaveMonitoring(): void {
    this.joiners.update((count) => Math.max(0, count - 1));
  }

  /** Holds the views still, or lets them run again. The connection stays: what arrives meanwhile is kept by the views. */
  togglePaused(): void {
    this.pausedByHand.update((paused) => !paused);
  }

  /** Calls `handler` with every batch of a stream, each event once. Returns the function that ends it. */
  on<S extends ReplayedStream>(
    stream: S,
    handler: (events: readonly StreamEvents[S][], replayed: boolean) => void,
  ): () => void {
    return this.streams.on(stream, (batch) => {
      handler(batch.events, batch.replayed);
    });
  }

  /** The server's clock, in milliseconds since the epoch, as well as it is known here. */
  serverNow(): number {
    return this.clock.now(Date.now());
  }

  dismissCaughtUp(): void {
    clearTimeout(this.caughtUpTimer);
    this.caughtUpCount.set(null);
  }

  private async open(): Promise<void> {
    const run = ++this.run;
    this.connection.set('connecting');
    try {
      const socket = await this.openSocket(() => this.auth.accessToken());
      if (run !== this.run) return;
      this.socket = socket;
      this.attach(socket);
      socket.connect();
    } catch {
      // The library's file did not arrive; the network may be back later.
      if (run === this.run) this.retry(() => void this.open());
    }
  }

  private attach(socket: RealtimeSocket): void {
    socket.on('connect', () => void this.join(socket));
    socket.on('connect_error', (error) => {
      this.lost();
      // A transport that fails is tried again by the library; a refused handshake is not.
      if (!socket.active) void this.refused(socket, refusalOf(error));
    });
    socket.on('disconnect', () => {
      this.lost();
      if (!socket.active) this.reconnectLater(socket);
    });
    socket.onAny((name: string, payload: unknown) => {
      this.receive(name, payload);
    });
    this.ticker = setInterval(() => {
      this.rateNow.set(Math.round(this.rate.perSecond(Date.now()) * 10) / 10);
    }, 1_000);
  }

  private async join(socket: RealtimeSocket): Promise<void> {
    const askedAt = Date.now();
    const again = this.streams.started;
    try {
      const request = again ? { since: this.streams.since() } : {};
      const acknowledged: unknown = await socket.timeout(JOIN_TIMEOUT_MS).emitWithAck('join:monitoring', request);
      const answer = readJoinAnswer(acknowledged);
      if (socket !== this.socket || !socket.connected) return;
      if (!answer.ok) {
        socket.disconnect();
        await this.refused(socket, answer.error.code);
        return;
      }
      this.clock.sample(answer.data.serverTime, Date.now(), askedAt);
      this.streams.startAt(answer.data.serverTime);
      this.failures = 0;
      this.withoutPermission.set(false);
      this.connection.set('live');
      if (again) this.showCaughtUp(answer.data.replayed);
      // What happened between the loading of a list and the first join is in neither.
      if (!again || answer.data.truncated) this.gapCount.update((count) => count + 1);
    } catch {
      // No acknowledgement in time: this connection is of no use, the next one may be.
      if (socket === this.socket) {
        socket.disconnect();
        this.reconnectLater(socket);
      }
    }
  }

  private async refused(socket: RealtimeSocket, code: ErrorCode | null): Promise<void> {
    if (code === 'FORBIDDEN') {
      this.stopWatching();
      return;
    }
    if (code === 'UNAUTHENTICATED' || code === 'SESSION_ENDED') {
      const token = await this.auth.renew();
      if (socket !== this.socket) return;
      if (token !== null && this.failures === 0) {
        this.failures += 1;
        socket.connect();
        return;
      }
    }
    this.reconnectLater(socket);
  }

  private reconnectLater(socket: RealtimeSocket): void {
    if (socket === this.socket) this.retry(() => socket.connect());
  }

  private retry(connect: () => void): void {
    const delay = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] ?? 30_000;
    this.failures += 1;
    clearTimeout(this.retryTimer);
    // Half of the time is drawn by lot, so that consoles do not all come back in the same moment.
    this.retryTimer = setTimeout(connect, delay * (0.5 + Math.random() / 2));
  }

  private lost(): void {
    if (this.connection() !== 'refused') this.connection.set('reconnecting');
  }

  private receive(name: string, payload: unknown): void {
    const arrival = this.streams.take(name, payload);
    if (arrival === null) {
      this.receivePlain(name, payload);
      return;
    }
    const now = Date.now();
    this.clock.sample(arrival.sentAt, now);
    this.heldBack.set(0);
    this.rate.add(arrival.liveAttempts.length, now);
    const newest = arrival.liveAttempts.at(-1);
    if (newest) this.lastDelay.set(this.clock.age(newest.timestamp, now));
  }

  private receivePlain(name: string, payload: unknown): void {
    if (name === 'connected') {
      const connected = plainFrames.connected.safeParse(payload);
      if (connected.success) this.clock.sample(connected.data.serverTime, Date.now());
    } else if (name === 'monitoring:security-metrics') {
      const metrics = plainFrames['monitoring:security-metrics'].safeParse(payload);
      if (metrics.success) this.latestMetrics.set(metrics.data);
    } else if (name === 'monitoring:summary') {
      const summary = plainFrames['monitoring:summary'].safeParse(payload);
      if (!summary.success) return;
      this.heldBack.set(summary.data.missed);
      if (summary.data.truncated === true) this.gapCount.update((count) => count + 1);
    } else if (name === 'monitoring:left') {
      this.stopWatching();
    } else if (name === 'session:revoked') {
      const revoked = plainFrames['session:revoked'].safeParse(payload);
      this.close();
      this.auth.ended(revoked.success ? revoked.data.reason : 'revoked');
    }
  }

  private stopWatching(): void {
    this.close();
    this.withoutPermission.set(true);
    this.connection.set('refused');
  }

  private showCaughtUp(count: number): void {
    clearTimeout(this.caughtUpTimer);
    this.caughtUpCount.set(count);
    this.caughtUpTimer = setTimeout(() => {
      this.caughtUpCount.set(null);
    }, CAUGHT_UP_SHOWN_MS);
  }

  private close(): void {
    this.run += 1;
    this.failures = 0;
    clearTimeout(this.retryTimer);
    clearInterval(this.ticker);
    this.dismissCaughtUp();
    this.socket?.offAny();
    this.socket?.off();
    this.socket?.disconnect();
    this.socket = null;
    this.streams.forget();
    this.rateNow.set(0);
    this.lastDelay.set(null);
    this.heldBack.set(0);
    this.latestMetrics.set(null);
    this.connection.set('idle');
  }
}
