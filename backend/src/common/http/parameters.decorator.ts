import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor, Origin } from '../events/actor.js';
import { AppError } from '../response/app-error.js';
import { actorOf, type AppRequest, originOf, type Principal } from './request-context.js';

/** Who acts and from where: what a service needs to publish an event. */
export interface Caller {
  readonly principal: Principal;
  readonly actor: Actor;
  readonly origin: Origin & { readonly ipAddress: string };
}

/** The signed-in person of this request with its origin, a `Caller`. */
export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const request = context.switchToHttp().getRequest<AppRequest>();
  if (request.principal === undefined) throw new AppError('UNAUTHENTICATED', 'Sign in to continue.');
  return { principal: request.principal, actor: actorOf(request.principal), origin: originOf(request) };
});

/** The origin of a request, signed in or not. */
export const RequestOrigin = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  originOf(context.switchToHttp().getRequest<AppRequest>()),
);
