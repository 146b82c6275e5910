import type { EventFrame, ReplayedStream, StreamEvents, SummaryFrame } from '@classy-book/contracts/realtime';
import type { ConsoleLink } from './console-link.js';
import type { FilterGroup } from './filter-groups.js';
import type { FrameContent } from './pending-events.js';
import { attemptsRoom, LIVE_ROOM, type RealtimeSocket } from './realtime-socket.js';

type Frame = EventFrame<StreamEvents[ReplayedStream]>;

/** What frames can be emitted to: a socket or a room. */
interface Emitter {
  emit(stream: ReplayedStream, frame: Frame): unknown;
}

/** Sends one frame, stamped with the server's clock. */
export function emitFrame(to: unknown, { stream, events }: FrameContent, replayed: boolean): void {
  // the events of a frame are those of its stream, which the type of the map cannot say
  (to as Emitter).emit(stream, { events, replayed, sentAt: new Date().toISOString() });
}

/** A console's socket. One for each socket: it listens to the connection as long as that lives. */
export class SocketLink implements ConsoleLink {
  private waiting = 0;

  constructor(private readonly socket: RealtimeSocket) {
    socket.conn.on('packetCreate', () => (this.waiting += 1));
    // the transport has taken everything that waited
    socket.conn.on('drain', () => (this.waiting = 0));
  }

  frame(content: FrameContent, replayed: boolean): void {
    emitFrame(this.socket, content, replayed);
  }

  summary(frame: Omit<SummaryFrame, 'sentAt'>, onlyIfWritable: boolean): void {
    const stamped = { ...frame, sentAt: new Date().toISOString() };
    if (onlyIfWritable) this.socket.volatile.emit('monitoring:summary', stamped);
    else this.socket.emit('monitoring:summary', stamped);
  }

  setLive(live: boolean, group: FilterGroup): void {
    for (const room of [LIVE_ROOM, attemptsRoom(group)]) void (live ? this.socket.join(room) : this.socket.leave(room));
  }

  get backlog(): number {
    return this.waiting;
  }

  get drained(): boolean {
    return this.backlog === 0 && this.socket.conn.transport.writable;
  }
}
