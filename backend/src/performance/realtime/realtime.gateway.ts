import { Logger } from '@nestjs/common';
import { filterMonitoringSchema, joinMonitoringSchema, REALTIME_NAMESPACE } from '@classy-book/contracts/realtime';
import {
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  WebSocketGateway,
} from '@nestjs/websockets';
import { z } from 'zod';
import { failureOf, parsePayload, readMessage } from './client-messages.js';
import { DeskService } from './desk.service.js';
import { EventRelayService } from './event-relay.service.js';
import { HandshakeService } from './handshake.service.js';
import { MessageLimiter } from './message-limiter.js';
import { NotificationFeedService } from './notification-feed.service.js';
import { type RealtimeNamespace, type RealtimeSocket, sessionRoom, userRoom } from './realtime-socket.js';
import { SocketSessionsService } from './socket-sessions.service.js';

const nothingSchema = z.strictObject({});

/** What a message is answered with, and what is done after the answer. */
interface Reply {
  readonly data: unknown;
  readonly afterwards?: () => void;
}

type Handler = (socket: RealtimeSocket, payload: unknown) => Promise<Reply>;

/**
 * The only gateway. It listens to sockets itself and not through decorators, because a message may have any shape: too
 * few arguments, too many, no request for an answer.
 */
@WebSocketGateway({ namespace: REALTIME_NAMESPACE })
export class RealtimeGateway
  implements OnGatewayInit<RealtimeNamespace>, OnGatewayConnection<RealtimeSocket>, OnGatewayDisconnect<RealtimeSocket>
{
  private readonly logger = new Logger(RealtimeGateway.name);

  private readonly handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
    [
      'join:monitoring',
      async (socket, payload) => {
        const joined = await this.desk.join(socket, parsePayload(joinMonitoringSchema, payload));
        return { data: joined.answer, afterwards: joined.begin };
      },
    ],
    [
      'filter:monitoring',
      async (socket, payload) => {
        const joined = await this.desk.refilter(socket, parsePayload(filterMonitoringSchema, payload));
        return { data: joined.answer, afterwards: joined.begin };
      },
    ],
    [
      'leave:monitoring',
      (socket, payload) => {
        parsePayload(nothingSchema, payload);
        this.desk.leave(socket);
        return Promise.resolve({ data: null });
      },
    ],
    [
      'subscribe:notifications',
      async (socket, payload) => {
        parsePayload(nothingSchema, payload);
        return { data: await this.notifications.subscribe(socket) };
      },
    ],
  ]);

  constructor(
    private readonly handshake: HandshakeService,
    private readonly desk: DeskService,
    private readonly sessions: SocketSessionsService,
    private readonly relay: EventRelayService,
    private readonly notifications: NotificationFeedService,
  ) {}

  afterInit(namespace: RealtimeNamespace): void {
    namespace.use((socket, next) => {
      void this.handshake.admit(socket).then((refusal) => {
        if (refusal === null) next();
        else next(refusal);
      });
    });
    this.desk.attach(namespace);
    this.sessions.attach(namespace);
    this.notifications.attach(namespace);
    this.relay.start();
  }

  handleConnection(socket: RealtimeSocket): void {
    const { userId, sessionId } = socket.data.principal;
    void socket.join([userRoom(userId), sessionRoom(sessionId)]);
    const limiter = new MessageLimiter(performance.now());
    socket.use(([name, ...parameters]) => {
      // `next` is not called: the messages end here
      this.receive(socket, name, parameters, limiter);
    });
    socket.emit('connected', { userId, sessionId, serverTime: new Date().toISOString() });
  }

  handleDisconnect(socket: RealtimeSocket): void {
    this.desk.leave(socket);
  }

  private receive(socket: RealtimeSocket, name: string, parameters: readonly unknown[], limiter: MessageLimiter): void {
    const { payload, acknowledge } = readMessage(parameters);
    const verdict = limiter.judge(performance.now());
    const handler = this.handlers.get(name);
    if (verdict === 'disconnect') {
      socket.disconnect(true);
    } else if (verdict === 'refuse') {
      acknowledge({ ok: false, error: { code: 'RATE_LIMITED', message: 'Too many messages. Wait a little.' } });
    } else if (handler === undefined) {
      acknowledge({ ok: false, error: { code: 'NOT_FOUND', message: 'There is no such message.' } });
    } else {
      handler(socket, payload).then(
        ({ data, afterwards }) => {
          acknowledge({ ok: true, data });
          afterwards?.();
        },
        (error: unknown) => {
          const failure = failureOf(error);
          if (failure.error.code === 'INTERNAL') this.logger.error({ err: error }, 'a message of a socket failed');
          acknowledge(failure);
        },
      );
    }
  }
}
