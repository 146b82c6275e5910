import type { Permission, Role } from '@classy-book/contracts/permissions';
import type { Request } from 'express';
import type { Actor, Origin } from '../events/actor.js';

/** Who a request acts for, as the session guard found out: a living session of an active account. */
export interface Principal {
  readonly userId: string;
  readonly email: string;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  readonly sessionId: string;
  readonly sessionExpiresAt: Date;
}

/** What the pipeline adds to a request. */
export interface AppRequest extends Request {
  /** Set by the request-id middleware, before anything can fail. */
  id: string;
  /** The canonical client address, from trusted proxies only. */
  clientAddress?: string;
  principal?: Principal;
}

/** The origin of a request, for events and records. */
export function originOf(request: AppRequest): Origin & { readonly ipAddress: string } {
  return {
    ipAddress: request.clientAddress ?? '0.0.0.0',
    userAgent: (request.get('user-agent') ?? '').slice(0, 512),
    requestId: request.id,
  };
}

/** The actor of a request that passed the session guard. */
export function actorOf(principal: Principal): Actor {
  return { kind: 'user', userId: principal.userId, email: principal.email };
}
