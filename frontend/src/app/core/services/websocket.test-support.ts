import type { FilterMonitoring, JoinMonitoring, ReplayedStream } from '@classy-book/contracts/realtime';
import type { RealtimeSocket, SocketOpener } from './websocket-socket';

type Listener = (payload?: unknown) => void;
type AnyListener = (name: string, payload: unknown) => void;

/** A server as the socket shows it: it lets the client in or not, answers joins and sends frames. */
export class FakeServer {
  /** What each `join:monitoring` asked for. */
  readonly joins: JoinMonitoring[] = [];
  /** What each `filter:monitoring` asked for. */
  readonly filters: FilterMonitoring[] = [];
  /** The token of each handshake. */
  readonly tokens: (string | null)[] = [];
  /** How the next handshakes end: with this code, or well. */
  refuseWith: string | null = null;
  /** How many notifications of the person are unread. */
  unread = 0;
  /** How joins are answered. */
  joinAnswer: () => unknown = () => ({
    ok: true,
    data: { replayed: 0, truncated: false, serverTime: new Date().toISOString() },
  });

  /** How filters are answered: as joins are, where nothing else is said. */
  filterAnswer: () => unknown = () => this.joinAnswer();

  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly anyListeners = new Set<AnyListener>();
  private isConnected = false;
  /** Whether the library would try again by itself. */
  private isActive = false;
  private token: () => string | null = () => null;

  readonly open: SocketOpener = (token) => {
    this.token = token;
    return Promise.resolve(this.socket());
  };

  get connected(): boolean {
    return this.isConnected;
  }

  /** Sends a frame, as if now. */
  send(stream: ReplayedStream, events: readonly unknown[], replayed = false): void {
    this.sendRaw(stream, { events, replayed, sentAt: new Date().toISOString() });
  }

  sendRaw(name: string, payload: unknown): void {
    for (const listener of [...this.anyListeners]) listener(name, payload);
  }

  /** The connection is lost; the library goes on trying unless the server closed it. */
  lose(byServer = false): void {
    this.isConnected = false;
    this.isActive = !byServer;
    this.fire('disconnect', byServer ? 'io server disconnect' : 'transport close');
  }

  /** The library's own attempt succeeds. */
  comeBack(): void {
    this.handshake();
  }

  /** The library's own attempt fails before the handshake. */
  failTransport(): void {
    this.isActive = true;
    this.fire('connect_error', new Error('xhr poll error'));
  }

  private handshake(): void {
    this.tokens.push(this.token());
    if (this.refuseWith !== null) {
      this.isActive = false;
      this.fire('connect_error', Object.assign(new Error('refused'), { data: { code: this.refuseWith } }));
      return;
    }
    this.isConnected = true;
    this.isActive = true;
    this.fire('connect');
  }

  private fire(name: string, payload?: unknown): void {
    for (const listener of [...(this.listeners.get(name) ?? [])]) listener(payload);
  }

  private socket(): RealtimeSocket {
    const isConnected = (): boolean => this.isConnected;
    const isActive = (): boolean => this.isActive;
    const socket = {
      get connected() {
        return isConnected();
      },
      get active() {
        return isActive();
      },
      on: (name: string, listener: Listener) => {
        this.listeners.set(name, (this.listeners.get(name) ?? new Set()).add(listener));
      },
      onAny: (listener: AnyListener) => {
        this.anyListeners.add(listener);
      },
      off: () => {
        this.listeners.clear();
      },
      offAny: () => {
        this.anyListeners.clear();
      },
      connect: () => {
        this.handshake();
      },
      disconnect: () => {
        this.isConnected = false;
        this.isActive = false;
      },
      timeout: () => ({
        emitWithAck: (name: string, request: JoinMonitoring & FilterMonitoring) => {
          if (name === 'subscribe:notifications') {
            return Promise.resolve({ ok: true, data: { unread: this.unread } });
          }
          if (name === 'filter:monitoring') {
            this.filters.push(request);
            return Promise.resolve(this.filterAnswer());
          }
          this.joins.push(request);
          return Promise.resolve(this.joinAnswer());
        },
      }),
    };
    return socket as unknown as RealtimeSocket;
  }
}
