import { notificationSchema, unreadNotificationsSchema, type Notification } from '@classy-book/contracts/notifications';
import { Subject } from 'rxjs';
import * as z from 'zod';
import type { RealtimeSocket } from './websocket-socket';

const ANSWER_TIMEOUT_MS = 5_000;

/** What arrived for this person: how many messages are unread now, and the message where it is a new one. */
interface PersonalNews {
  readonly unread: number;
  readonly notification: Notification | null;
}

const arrivalSchema = z.object({ notification: notificationSchema, unread: z.number().int() });
const answerSchema = z.object({ ok: z.literal(true), data: unreadNotificationsSchema });

/**
 * The messages to the person themselves, over the connection that is there. They are asked for once somebody listens, and
 * anew after every reconnection, which also tells how many were missed.
 */
export class PersonalMessages {
  private readonly arrivals = new Subject<PersonalNews>();
  private socket: RealtimeSocket | null = null;

  /** Takes the messages from this socket from now on. */
  attach(socket: RealtimeSocket): void {
    this.socket = socket;
    socket.on('connect', () => void this.subscribe(socket));
    socket.onAny((name: string, payload: unknown) => {
      if (name !== 'notification:new') return;
      const arrival = arrivalSchema.safeParse(payload);
      if (arrival.success) this.arrivals.next(arrival.data);
    });
  }

  /** Calls `handler` with everything that arrives. Returns the function that ends it. */
  listen(handler: (news: PersonalNews) => void): () => void {
    const subscription = this.arrivals.subscribe(handler);
    if (this.socket?.connected === true) void this.subscribe(this.socket);
    return () => {
      subscription.unsubscribe();
    };
  }

  private async subscribe(socket: RealtimeSocket): Promise<void> {
    if (!this.arrivals.observed) return;
    try {
      const answer: unknown = await socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('subscribe:notifications', {});
      const counted = answerSchema.safeParse(answer);
      if (counted.success) this.arrivals.next({ unread: counted.data.data.unread, notification: null });
    } catch {
      // the next connection asks again; until then the list is read from the API when it is opened
    }
  }
}
