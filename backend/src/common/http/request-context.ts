import type { Restriction } from '@classy-book/contracts/auth';
import type { ErrorCode } from '@classy-book/contracts/errors';
import type { Permission, RoleKey } from '@classy-book/contracts/permissions';
import type { Request } from 'express';
import type { Actor, Origin } from '../events/actor.js';

interface PrincipalOfAnyKind {
  readonly userId: string;
  readonly email: string;
  readonly role: RoleKey;
  /** What may be done now: reduced to `account:self` while a restriction stands, to its scopes for an API key. */
  readonly permissions: readonly Permission[];
}

/** A person with a living session. */
export interface SessionPrincipal extends PrincipalOfAnyKind {
  readonly kind: 'session';
  readonly restriction: Restriction | null;
  readonly sessionId: string;
  readonly sessionExpiresAt: Date;
  /** When they last proved in this session who they are: at sign-in, or with a step-up. */
  readonly verifiedAt: Date;
}

/** A machine with an API key of an active account. */
export interface ApiKeyPrincipal extends PrincipalOfAnyKind {
  readonly kind: 'api_key';
  readonly apiKeyId: string;
}

/** Who a request acts for, as the session guard found out. */
export type Principal = SessionPrincipal | ApiKeyPrincipal;

/** What the pipeline adds to a request. */
export interface AppRequest extends Request {
  /** Set by the request-id middleware, before anything can fail. */
  id: string;
  /** The canonical client address, from trusted proxies only. */
  clientAddress?: string;
  principal?: Principal;
  /** Why it was refused, set by the error filter. */
  failure?: ErrorCode;
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
  const { userId, email } = principal;
  return { kind: 'user', userId, email, ...(principal.kind === 'api_key' ? { apiKeyId: principal.apiKeyId } : {}) };
}
