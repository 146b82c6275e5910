import { DestroyRef, Service, computed, effect, inject, signal, untracked } from '@angular/core';
import type { ErrorCode } from '@classy-book/contracts/errors';
import type { SecurityMetrics } from '@classy-book/contracts/metrics';
import type { ReplayedStream, StreamEvents } from '@classy-book/contracts/realtime';
import { AuthService } from './auth';
import { CaughtUp } from './websocket-caught-up';
import { FilterWish, applyWish, type FilterRequest, type JoinRequest, type LiveQuery } from './websocket-filter';
import { readJoinAnswer, readPlain, refusalOf, type JoinAnswer, type PlainFrame } from './websocket-frames';
import { StreamPulse } from './websocket-pulse';
import { RetryTimer } from './websocket-retry';
import { PersonalMessages } from './websocket-personal';
import { SOCKET_OPENER, type RealtimeSocket } from './websocket-socket';
import { EventStreams } from './websocket-streams';

export type RealtimeState = 'idle' | 'connecting' | 'live' | 'paused' | 'reconnecting' | 'refused';

const JOIN_TIMEOUT_MS = 5_000;

/**
 * The live connection to the security desk, for whoever may read the monitoring. It is open while somebody has joined
 * and is signed in, renews its token when it is refused, and after a lost connection asks for what it missed.
 */
@Service()
export class WebsocketService {
  private readonly auth = inject(AuthService);
  private readonly openSocket = inject(SOCKET_OPENER);
  private readonly streams = new EventStreams();
  private readonly pulse = new StreamPulse();
  private readonly wish = new FilterWish();
  private readonly retry = new RetryTimer();
  private readonly catchUp = new CaughtUp();

  /** The messages to this person. */
  readonly personal = new PersonalMessages();

  private readonly connection = signal<Exclude<RealtimeState, 'paused'>>('idle');
  private readonly pausedByHand = signal(false);
  private readonly heldBack = signal(0);
  private readonly gapCount = signal(0);
  private readonly withoutPermission = signal(false);
  private readonly latestMetrics = signal<SecurityMetrics | null>(null);
  private readonly filtered = signal(false);
  private readonly joiners = signal(0);
  private readonly wantedBy = computed(() =>
    this.joiners() > 0 && this.auth.has('monitoring:read') ? (this.auth.user()?.id ?? null) : null,
  );

  private socket: RealtimeSocket | null = null;
  private filtering = false;
  /** Grows with every opening and closing, so that an answer to an older one is told apart. */
  private run = 0;

  /** `refused` means that the server will not let this person watch; it is not tried again. */
  readonly state = computed<RealtimeState>(() =>
    this.connection() === 'live' && this.pausedByHand() ? 'paused' : this.connection(),
  );
  /** Attempts per second over the last five seconds, those that a filter keeps out too. */
  readonly eventsPerSecond = computed(() =>
    this.filtered() ? (this.latestMetrics()?.eventsPerSecond ?? this.pulse.rate()) : this.pulse.rate(),
  );
  /** How old the last live attempt was when it arrived, in milliseconds by the server's clock. */
  readonly delayMs = this.pulse.delay;
  /** How many events the last reconnection brought; null again after a while or when dismissed. */
  readonly caughtUp = this.catchUp.count;
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

  /**
   * Wants only the attempts of a filter from now on; nothing that it keeps is missed on the way. Where the server cannot
   * filter it sends everything, so views go on looking at what arrives. The other streams are never filtered.
   */
  filterAttempts(filter: LiveQuery): void {
    this.wish.want(filter, this.streams.since()['monitoring:login-attempt']);
    this.filtered.set(this.wish.filters);
    void this.applyFilter();
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
    return this.streams.on(stream, handler);
  }

  /** The server's clock, in milliseconds since the epoch, as well as it is known here. */
  serverNow(): number {
    return this.pulse.serverNow();
  }

  dismissCaughtUp(): void {
    this.catchUp.dismiss();
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
      if (run === this.run) this.retry.later(() => void this.open());
    }
  }

  private attach(socket: RealtimeSocket): void {
    this.personal.attach(socket);
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
    this.pulse.start();
  }

  private async join(socket: RealtimeSocket): Promise<void> {
    const askedAt = Date.now();
    const again = this.streams.started;
    try {
      const asked = this.wish.ask();
      const request = asked.joining(again ? this.streams.since() : undefined);
      const answer = await this.ask(socket, 'join:monitoring', request);
      if (answer === null) return;
      if (!answer.ok) {
        if (asked.refused(answer.error.code)) await this.join(socket);
        else {
          socket.disconnect();
          await this.refused(socket, answer.error.code);
        }
        return;
      }
      this.pulse.sample(answer.data.serverTime, askedAt);
      this.streams.startAt(answer.data.serverTime);
      this.retry.succeeded();
      this.withoutPermission.set(false);
      this.connection.set('live');
      asked.agreed();
      await this.applyFilter();
      if (again) this.catchUp.show(answer.data.replayed);
      // What happened between the loading of a list and the first join is in neither.
      if (!again || answer.data.truncated) this.gapCount.update((count) => count + 1);
    } catch {
      this.giveUp(socket);
    }
  }

  /** Null where the connection was lost meanwhile. Throws where no answer comes in time. */
  private async ask(
    socket: RealtimeSocket,
    message: 'join:monitoring' | 'filter:monitoring',
    request: JoinRequest | FilterRequest,
  ): Promise<JoinAnswer | null> {
    const acknowledged: unknown = await socket.timeout(JOIN_TIMEOUT_MS).emitWithAck(message, request);
    return socket === this.socket && socket.connected ? readJoinAnswer(acknowledged) : null;
  }

  // this connection is of no use, the next one may be
  private giveUp(socket: RealtimeSocket): void {
    if (socket !== this.socket) return;
    socket.disconnect();
    this.reconnectLater(socket);
  }

  private async applyFilter(): Promise<void> {
    const { socket } = this;
    if (this.filtering || socket === null) return;
    this.filtering = true;
    try {
      const truncated = await applyWish(this.wish, async (request) =>
        this.connection() === 'live' ? await this.ask(socket, 'filter:monitoring', request) : null,
      );
      if (truncated) this.gapCount.update((count) => count + 1);
    } catch {
      this.giveUp(socket);
    } finally {
      this.filtering = false;
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
      if (token !== null && this.retry.fresh) {
        this.retry.failed();
        socket.connect();
        return;
      }
    }
    this.reconnectLater(socket);
  }

  private reconnectLater(socket: RealtimeSocket): void {
    if (socket === this.socket) this.retry.later(() => socket.connect());
  }

  private lost(): void {
    if (this.connection() !== 'refused') this.connection.set('reconnecting');
  }

  private receive(name: string, payload: unknown): void {
    const arrival = this.streams.take(name, payload);
    if (arrival === null) {
      this.receivePlain(readPlain(name, payload));
      return;
    }
    this.heldBack.set(0);
    this.pulse.arrived(arrival);
  }

  private receivePlain(frame: PlainFrame | null): void {
    if (frame?.name === 'connected') this.pulse.sample(frame.payload.serverTime);
    else if (frame?.name === 'monitoring:security-metrics') this.latestMetrics.set(frame.payload);
    else if (frame?.name === 'monitoring:position') this.streams.reach(frame.payload.upTo);
    else if (frame?.name === 'monitoring:left') this.stopWatching();
    else if (frame?.name === 'monitoring:summary') {
      this.heldBack.set(frame.payload.missed);
      if (frame.payload.truncated === true) this.gapCount.update((count) => count + 1);
    } else if (frame?.name === 'session:revoked') {
      this.close();
      this.auth.ended(frame.payload.reason);
    }
  }

  private stopWatching(): void {
    this.close();
    this.withoutPermission.set(true);
    this.connection.set('refused');
  }

  private close(): void {
    this.run += 1;
    this.retry.clear();
    this.catchUp.dismiss();
    this.socket?.offAny();
    this.socket?.off();
    this.socket?.disconnect();
    this.socket = null;
    this.streams.forget();
    this.wish.forget();
    this.pulse.stop();
    this.heldBack.set(0);
    this.latestMetrics.set(null);
    this.connection.set('idle');
  }
}
