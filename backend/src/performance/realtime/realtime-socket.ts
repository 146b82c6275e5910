import type { ClientToServerEvents, ServerToClientEvents } from '@classy-book/contracts/realtime';
import type { Namespace, Socket } from 'socket.io';
import type { SessionPrincipal } from '../../common/http/request-context.js';
import type { FilterGroup } from './filter-groups.js';

/** What a socket carries; set by the handshake, before anything else sees the socket. */
export interface SocketData {
  principal: SessionPrincipal;
}

type NoServerEvents = Record<string, never>;

export type RealtimeNamespace = Namespace<ClientToServerEvents, ServerToClientEvents, NoServerEvents, SocketData>;
export type RealtimeSocket = Socket<ClientToServerEvents, ServerToClientEvents, NoServerEvents, SocketData>;

/** The room of a person's sockets. */
export function userRoom(userId: string): string {
  return `user:${userId}`;
}

/** The room of those of a person's sockets that asked for notifications. */
export function notificationRoom(userId: string): string {
  return `notifications:${userId}`;
}

/** The room of a session's sockets. */
export function sessionRoom(sessionId: string): string {
  return `session:${sessionId}`;
}

/** The room of the consoles that get the frames built once for all; per process, since each sends its own. */
export const LIVE_ROOM = 'monitoring';

/** The room of the consoles of one filter, for the attempts that it keeps. */
export function attemptsRoom({ number }: FilterGroup): string {
  return `${LIVE_ROOM}:attempts:${String(number)}`;
}
