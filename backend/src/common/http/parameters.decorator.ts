import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor, Origin } from '../events/actor.js';
import { AppError } from '../response/app-error.js';
import { actorOf, type AppRequest, originOf, type Principal, type SessionPrincipal } from './request-context.js';

/** Who acts and from where: what a service needs to publish an event. */
export interface Caller {
  readonly principal: Principal;
  readonly actor: Actor;
  readonly origin: Origin & { readonly ipAddress: string };
}

/** A `Caller` with a session: a person, not a machine. */
export interface SessionCaller extends Caller {
  readonly principal: SessionPrincipal;
}

/** The signed-in person of this request with its origin, a `Caller`. */
export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const request = context.switchToHttp().getRequest<AppRequest>();
  if (request.principal === undefined) throw new AppError('UNAUTHENTICATED', 'Sign in to continue.');
  return { principal: request.principal, actor: actorOf(request.principal), origin: originOf(request) };
});

/** The same for what only a person with a session may ask for; an API key is refused. */
export const CurrentSession = createParamDecorator((_data: unknown, context: ExecutionContext): SessionCaller => {
  const request = context.switchToHttp().getRequest<AppRequest>();
  const { principal } = request;
  if (principal?.kind !== 'session') throw new AppError('FORBIDDEN', 'This needs a signed-in person, not an API key.');
  return { principal, actor: actorOf(principal), origin: originOf(request) };
});

/** The origin of a request, signed in or not. */
export const RequestOrigin = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  originOf(context.switchToHttp().getRequest<AppRequest>()),
);
