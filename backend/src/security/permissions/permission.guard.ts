import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { EventBus } from '../../common/events/event-bus.js';
import { actorOf, type AppRequest, originOf } from '../../common/http/request-context.js';
import { ROUTE_ACCESS, type RouteAccess } from '../../common/http/route-access.decorator.js';
import { AppError } from '../../common/response/app-error.js';

/**
 * Lets a request through where its route is public or its person carries the permission that the route asks for.
 * It fails closed: a route that says neither is refused to everybody.
 */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly events: EventBus,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === undefined) throw refused();
    if (access.public) return true;
    const request = context.switchToHttp().getRequest<AppRequest>();
    if (request.principal?.permissions.includes(access.permission) === true) return true;
    if (request.principal !== undefined) {
      await this.events.publish('access.refused', {
        actor: actorOf(request.principal),
        permission: access.permission,
        route: `${request.method} ${request.path}`.slice(0, 200),
        origin: originOf(request),
      });
    }
    throw refused();
  }
}

function refused(): AppError {
  return new AppError('FORBIDDEN', 'Your role does not allow this. Ask an administrator if you need it.');
}
