import {
  type Acknowledgement,
  type ClientToServerEvents,
  type EventFrame,
  type JoinedMonitoring,
  type liveFilterSchema,
  REALTIME_NAMESPACE,
  replayedStreams,
  type ReplayedStream,
  type ServerToClientEvents,
  type StreamEvents,
} from '@classy-book/contracts/realtime';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import type { z } from 'zod';
import type { EventBus } from '../../../src/common/events/event-bus.js';
import type { DomainEvents } from '../../../src/common/events/domain-events.js';

export type ClientSocket = Socket<ServerToClientEvents, ClientToServerEvents>;
type Filter = z.input<typeof liveFilterSchema>;
export type Since = Partial<Record<ReplayedStream, string>>;

interface ReceivedFrame {
  readonly at: number;
  readonly stream: ReplayedStream;
  readonly frame: EventFrame<StreamEvents[ReplayedStream]>;
}

/** Opens a socket without waiting for it. */
export function openSocket(
  url: string,
  auth: object,
  options: Partial<ManagerOptions & SocketOptions> = {},
): ClientSocket {
  return io(`${url}${REALTIME_NAMESPACE}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth,
    ...options,
  });
}

/** Waits for the first of `connect` and `connect_error`; answers the code of a refusal, or null. */
export async function outcomeOf(socket: ClientSocket): Promise<string | null> {
  return await new Promise((resolve) => {
    socket.once('connect', () => {
      resolve(null);
    });
    socket.once('connect_error', (error) => {
      const { data } = error as { data?: { code?: string } };
      resolve(data?.code ?? error.message);
    });
  });
}

/** A console over a real socket that remembers everything it was sent. */
export class ConsoleClient {
  readonly frames: ReceivedFrame[] = [];
  readonly summaries: { readonly missed: number }[] = [];
  readonly revoked: string[] = [];
  readonly left: string[] = [];
  metricsFrames = 0;
  /** Where the server last said that it stands. */
  upTo: Since = {};
  disconnected: string | null = null;

  private constructor(readonly socket: ClientSocket) {
    for (const stream of replayedStreams) {
      socket.on(stream, (frame: ReceivedFrame['frame']) => {
        this.frames.push({ at: performance.now(), stream, frame });
      });
    }
    socket.on('monitoring:security-metrics', () => (this.metricsFrames += 1));
    socket.on('monitoring:position', ({ upTo }) => (this.upTo = upTo));
    socket.on('monitoring:summary', (summary) => this.summaries.push(summary));
    socket.on('session:revoked', ({ reason }) => this.revoked.push(reason));
    socket.on('monitoring:left', ({ reason }) => this.left.push(reason));
    socket.on('disconnect', (reason) => (this.disconnected = reason));
  }

  static async connect(url: string, token: string): Promise<ConsoleClient> {
    const client = new ConsoleClient(openSocket(url, { token }));
    const refusal = await outcomeOf(client.socket);
    if (refusal !== null) throw new Error(`the handshake was refused: ${refusal}`);
    return client;
  }

  async join(since?: Since | string, filter?: Filter): Promise<Acknowledgement<JoinedMonitoring>> {
    const request = { ...(since === undefined ? {} : { since }), ...(filter === undefined ? {} : { filter }) };
    const answer: Acknowledgement<JoinedMonitoring> = await this.socket
      .timeout(5_000)
      .emitWithAck('join:monitoring', request);
    return answer;
  }

  async filter(filter: Filter, since?: string): Promise<Acknowledgement<JoinedMonitoring>> {
    const request = since === undefined ? { filter } : { filter, since };
    const answer: Acknowledgement<JoinedMonitoring> = await this.socket
      .timeout(5_000)
      .emitWithAck('filter:monitoring', request);
    return answer;
  }

  /** The ids that came in a stream, in the order in which they came. */
  ids(stream: ReplayedStream = 'monitoring:login-attempt'): string[] {
    return this.frames
      .filter((received) => received.stream === stream)
      .flatMap(({ frame }) => frame.events.map(({ id }) => id));
  }

  /** What a client that was cut off sends as `since`. */
  since(start: string): Since {
    return Object.fromEntries(replayedStreams.map((stream) => [stream, this.ids(stream).at(-1) ?? start]));
  }

  /** Drops the connection as a network does: without a word. */
  cut(): void {
    this.socket.io.engine.transport.close();
  }

  close(): void {
    this.socket.disconnect();
  }
}

/** Records attempts as the sign-in does, without the price of a password hash. */
export async function recordAttempts(bus: EventBus, count: number, userAgent = 'curl/8.5.0'): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const event: DomainEvents['sign-in.attempted'] = {
        email: `user${String(n)}@example.org`,
        userId: null,
        outcome: 'failed',
        reason: 'wrong_password',
        method: 'password',
        factor: null,
        sessionId: null,
        origin: { ipAddress: '203.0.113.7', userAgent, requestId: 'load' },
      };
      await bus.publish('sign-in.attempted', event);
    }),
  );
}
