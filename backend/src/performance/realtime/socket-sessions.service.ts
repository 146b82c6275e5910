import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { SessionEndReason } from '@classy-book/contracts/realtime';
import { EventBus } from '../../common/events/event-bus.js';
import { changesAccess } from '../../common/events/identity-events.js';
import { AppError } from '../../common/response/app-error.js';
import { ChangeSignals } from '../../database/change-signals.js';
import { ACCESS_SIGNAL, AuthenticationService } from '../../security/auth/authentication.service.js';
import { ROLES_SIGNAL } from '../../security/permissions/roles.service.js';
import { DeskService } from './desk.service.js';
import { type RealtimeNamespace, type RealtimeSocket, sessionRoom } from './realtime-socket.js';

const CHECK_MS = 60_000;
const CHECKS_AT_ONCE = 10;

/**
 * Keeps sockets in step with their sessions: they are dropped at once when their session ends, and every minute, and
 * whenever access has changed somewhere, each session is looked at again.
 */
@Injectable()
export class SocketSessionsService implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(SocketSessionsService.name);
  private namespace: RealtimeNamespace | null = null;
  private timer: NodeJS.Timeout | undefined;
  private checking: Promise<void> | null = null;
  private again = false;

  constructor(
    private readonly events: EventBus,
    private readonly signals: ChangeSignals,
    private readonly authentication: AuthenticationService,
    private readonly desk: DeskService,
  ) {}

  onModuleInit(): void {
    this.events.observe('sessions.ended', ({ sessionIds, reason }) => {
      for (const sessionId of sessionIds) this.drop(sessionId, reason);
    });
    this.events.observe('account.administered', () => {
      this.checkSoon();
    });
    this.events.observe('role.changed', () => {
      this.checkSoon();
    });
    this.events.observe('account.changed', ({ change }) => {
      if (changesAccess(change)) this.checkSoon();
    });
    // whoever had to enrol may do everything from now on
    this.events.observe('second-factor.changed', () => {
      this.checkSoon();
    });
    for (const topic of [ACCESS_SIGNAL, ROLES_SIGNAL]) {
      this.signals.watch(topic, () => {
        this.checkSoon();
        return Promise.resolve();
      });
    }
  }

  attach(namespace: RealtimeNamespace): void {
    this.namespace = namespace;
    this.timer = setInterval(() => void this.check(), CHECK_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /**
   * Looks at the session of every socket of this process. Runs once at a time, and once more where it was asked for
   * meanwhile, since what changed then may concern a session that was looked at already. A failure to look changes nothing.
   */
  async check(): Promise<void> {
    this.again = true;
    this.checking ??= this.checkUntilDone();
    await this.checking;
  }

  private async checkUntilDone(): Promise<void> {
    try {
      while (this.again) {
        this.again = false;
        await this.checkAll();
      }
    } finally {
      // in the same turn as the last look at `again`, so that nobody waits for a check that does not come
      this.checking = null;
    }
  }

  // after the others who were told of the change have forgotten what they knew
  private checkSoon(): void {
    setImmediate(() => void this.check());
  }

  private async checkAll(): Promise<void> {
    const bySession = new Map<string, RealtimeSocket[]>();
    for (const socket of this.namespace?.sockets.values() ?? []) {
      const { sessionId } = socket.data.principal;
      bySession.set(sessionId, [...(bySession.get(sessionId) ?? []), socket]);
    }
    const sessions = [...bySession];
    while (sessions.length > 0) {
      const some = sessions.splice(0, CHECKS_AT_ONCE);
      await Promise.all(
        some.map(async ([sessionId, sockets]) => {
          await this.checkSession(sessionId, sockets);
        }),
      );
    }
  }

  private async checkSession(sessionId: string, sockets: readonly RealtimeSocket[]): Promise<void> {
    try {
      const principal = await this.authentication.checkSession(sessionId);
      for (const socket of sockets) {
        socket.data.principal = principal;
        const mayWatch = principal.permissions.includes('monitoring:read');
        if (!mayWatch && this.desk.leave(socket)) socket.emit('monitoring:left', { reason: 'permission_lost' });
      }
    } catch (error) {
      if (error instanceof AppError && error.code === 'SESSION_ENDED') this.drop(sessionId, reasonOf(sockets));
      else this.logger.debug({ err: error }, 'a session could not be looked at; the next look will tell');
    }
  }

  private drop(sessionId: string, reason: SessionEndReason): void {
    const room = sessionRoom(sessionId);
    this.namespace?.in(room).emit('session:revoked', { reason });
    this.namespace?.in(room).disconnectSockets(true);
  }
}

function reasonOf(sockets: readonly RealtimeSocket[]): SessionEndReason {
  const ends = sockets.map((socket) => socket.data.principal.sessionExpiresAt.getTime());
  return Math.max(...ends) <= Date.now() ? 'expired' : 'revoked';
}
