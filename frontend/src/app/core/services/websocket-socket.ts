import { InjectionToken } from '@angular/core';
import {
  REALTIME_NAMESPACE,
  type ClientToServerEvents,
  type ServerToClientEvents,
} from '@classy-book/contracts/realtime';
import type { Socket } from 'socket.io-client';

export type RealtimeSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** Makes a socket that is not connected yet. `token` is asked at every handshake, so a new token is used at once. */
export type SocketOpener = (token: () => string | null) => Promise<RealtimeSocket>;

/** The client library is loaded with the first connection: visitors who watch nothing never download it. */
export const SOCKET_OPENER = new InjectionToken<SocketOpener>('socket opener', {
  factory: () => async (token) => {
    const { io } = await import('socket.io-client');
    return io(REALTIME_NAMESPACE, {
      autoConnect: false,
      // Some proxies refuse websockets; long polling then carries the events.
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 10_000,
      auth: (send) => {
        send({ token: token() });
      },
    });
  },
});
