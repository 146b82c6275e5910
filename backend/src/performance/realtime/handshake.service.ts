import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ErrorCode } from '@classy-book/contracts/errors';
import { isAllowedOrigin } from '../../common/http/allowed-origin.js';
import { clientAddressOf, compileTrust, type TrustTest } from '../../common/http/client-address.js';
import { AppError } from '../../common/response/app-error.js';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';
import { isDatabaseAway } from '../../database/database-errors.js';
import { AuthenticationService } from '../../security/auth/authentication.service.js';
import { BlockedAddressesService } from '../../security/blocked-addresses/blocked-addresses.service.js';
import type { RealtimeSocket } from './realtime-socket.js';

/** An error that Socket.IO passes on to the client, whose `err.data.code` is machine-readable. */
export interface HandshakeRefusal extends Error {
  readonly data: { readonly code: ErrorCode };
}

const MAX_TOKEN = 4_096;
const MAX_SOCKETS = 20_000;
const MAX_SOCKETS_PER_USER = 200;

/** Decides whether a socket may connect: from an allowed page and address, with the access token of a living session. */
@Injectable()
export class HandshakeService {
  private readonly logger = new Logger(HandshakeService.name);
  private readonly trust: TrustTest;
  private readonly places = new Map<string, Set<string>>();
  private taken = 0;

  constructor(
    private readonly authentication: AuthenticationService,
    private readonly blocked: BlockedAddressesService,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    this.trust = compileTrust(config.server.trustProxy);
  }

  /**
   * Lets a socket in, sets its principal and counts it until its connection ends; or says why not.
   * @returns null where the socket may connect
   */
  async admit(socket: RealtimeSocket): Promise<HandshakeRefusal | null> {
    try {
      this.checkOrigin(socket);
      this.checkAddress(socket);
      const principal = await this.authentication.authenticate(tokenOf(socket));
      this.takePlace(socket, principal.userId);
      socket.data.principal = principal;
      return null;
    } catch (error) {
      return this.refusal(error);
    }
  }

  private checkOrigin({ handshake }: RealtimeSocket): void {
    const { origin, host } = handshake.headers;
    if (origin !== undefined && !isAllowedOrigin(origin, host, this.config)) {
      throw new AppError('ORIGIN_REFUSED', 'This page may not connect here.');
    }
  }

  private checkAddress(socket: RealtimeSocket): void {
    const block = this.blocked.find(clientAddressOf(socket.request, this.trust));
    // an automatic block refuses strangers only, and here a living session is asked for anyway (docs/adr/0006)
    if (block !== null && block.source !== 'auto') throw this.blocked.refusal(block);
  }

  private takePlace(socket: RealtimeSocket, userId: string): void {
    const places = this.places.get(userId) ?? new Set<string>();
    if (this.taken >= MAX_SOCKETS || places.size >= MAX_SOCKETS_PER_USER) {
      throw new AppError('RATE_LIMITED', 'Too many connections are open. Close another tab.');
    }
    if (socket.conn.readyState !== 'open') throw new AppError('UNAUTHENTICATED', 'The connection was closed.');
    places.add(socket.id);
    this.places.set(userId, places);
    this.taken += 1;
    const release = (): void => {
      if (!places.delete(socket.id)) return;
      this.taken -= 1;
      if (places.size === 0) this.places.delete(userId);
    };
    socket.conn.once('close', release);
    socket.once('disconnect', release);
  }

  private refusal(error: unknown): HandshakeRefusal {
    if (error instanceof AppError) return refuse(error.code, error.message);
    if (isDatabaseAway(error))
      return refuse('SERVICE_UNAVAILABLE', 'The database does not answer. Try again in a moment.');
    this.logger.error({ err: error }, 'a handshake failed');
    return refuse('INTERNAL', 'Something went wrong on our side.');
  }
}

function tokenOf(socket: RealtimeSocket): string {
  const { token } = socket.handshake.auth as { token?: unknown };
  if (typeof token !== 'string' || token === '' || token.length > MAX_TOKEN) {
    throw new AppError('UNAUTHENTICATED', 'Sign in to continue.');
  }
  return token;
}

function refuse(code: ErrorCode, message: string): HandshakeRefusal {
  return Object.assign(new Error(message), { data: { code } });
}
